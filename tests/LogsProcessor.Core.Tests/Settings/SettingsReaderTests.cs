using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Core.Tests.Settings;

public sealed class SettingsReaderTests
{
    [Fact]
    public void All_faults_are_told_in_one_message()
    {
        var settings = Of(
            new()
            {
                ["LAYOUT"] = "xml",
                ["FORMAT"] = "iis",
                ["KEEP_ORIGINAL"] = "maybe",
                ["CONNECTION_LIMIT"] = "501",
            }
        );
        DocumentOptions.Read(settings);
        settings.Number("CONNECTION_LIMIT", 8, 1, 500);
        var exception = Assert.Throws<SettingsException>(settings.ThrowIfFaulty);
        Assert.Equal(
            "LAYOUT is 'xml': allowed: ecs, aws, original; "
                + "FORMAT is 'iis': allowed: auto, clb, alb, alb_conn, alb_hc, nlb; "
                + "KEEP_ORIGINAL is 'maybe': allowed: on, off; "
                + "CONNECTION_LIMIT is '501': a whole number from 1 to 500 is allowed",
            exception.Message
        );
    }

    [Fact]
    public void Layout_original_refuses_a_format_without_names()
    {
        var settings = Of(new() { ["LAYOUT"] = "original", ["FORMAT"] = "nlb" });
        DocumentOptions.Read(settings);
        Assert.Equal(["FORMAT is 'nlb': layout 'original' has names for clb and alb lines only"], settings.Faults);
    }

    [Fact]
    public void Unset_and_blank_settings_take_their_defaults()
    {
        var settings = Of(new() { ["LAYOUT"] = " ", ["EVENT_TYPE"] = "" });
        Assert.Equal(new DocumentOptions() with { Tags = [] }, DocumentOptions.Read(settings) with { Tags = [] });
        settings.ThrowIfFaulty();
    }

    [Fact]
    public void Settings_are_read_without_regard_to_case_and_blanks()
    {
        var options = DocumentOptions.Read(
            Of(
                new()
                {
                    ["LAYOUT"] = " AWS ",
                    ["KEEP_ORIGINAL"] = "On",
                    ["EVENT_TAGS"] = " a, b ,,c",
                }
            )
        );
        Assert.Equal((Layout.Aws, true), (options.Layout, options.KeepOriginal));
        Assert.Equal(["a", "b", "c"], options.Tags);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("500", 500)]
    [InlineData(" 7 ", 7)]
    public void Numbers_within_bounds_are_taken(string text, int expected) =>
        Assert.Equal(expected, Of(new() { ["N"] = text }).Number("N", 8, 1, 500));

    [Theory]
    [InlineData("0")]
    [InlineData("501")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("x")]
    public void Other_numbers_are_faults(string text)
    {
        var settings = Of(new() { ["N"] = text });
        Assert.Equal(8, settings.Number("N", 8, 1, 500));
        Assert.Equal([$"N is '{text}': a whole number from 1 to 500 is allowed"], settings.Faults);
    }

    private static SettingsReader Of(Dictionary<string, string> settings) => new(settings.GetValueOrDefault);
}
