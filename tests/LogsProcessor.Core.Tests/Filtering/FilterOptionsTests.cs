using LogsProcessor.Core.Filtering;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Core.Tests.Filtering;

public sealed class FilterOptionsTests
{
    [Fact]
    public void All_is_off_by_default_and_nothing_is_made_that_would_cost()
    {
        var options = FilterOptions.Read(Of([]));
        Assert.Equal(new FilterOptions(), options);
        Assert.Null(LineConcealer.For(options));
        Assert.Null(RecordFilter.For(options, new ObjectIdentity("logs", "key", "etag")));
    }

    [Fact]
    public void Settings_are_read()
    {
        var settings = Of(
            new()
            {
                ["REDACT_QUERY"] = "token, Api-Key",
                ["MASK_CLIENT_IP"] = "on",
                ["EXCLUDE"] = "path:/health*, Agent: ELB-HealthChecker/2.0",
                ["SAMPLE_OK"] = "100",
            }
        );
        var options = FilterOptions.Read(settings);
        settings.ThrowIfFaulty();
        Assert.Equal(["token", "Api-Key"], options.RedactQuery);
        Assert.Equal((true, 100), (options.MaskClientIp, options.SampleOk));
        Assert.Equal([ExclusionSubject.Path, ExclusionSubject.Agent], options.Exclude.Select(rule => rule.Subject));
    }

    [Fact]
    public void All_faults_are_told_in_one_message()
    {
        var settings = Of(
            new()
            {
                ["REDACT_QUERY"] = "token,a=b",
                ["MASK_CLIENT_IP"] = "yes",
                ["EXCLUDE"] = "path:/x,/health",
                ["SAMPLE_OK"] = "0",
            }
        );
        FilterOptions.Read(settings);
        var exception = Assert.Throws<SettingsException>(settings.ThrowIfFaulty);
        Assert.Equal(
            "REDACT_QUERY is 'token,a=b': 'a=b' is no name; allowed are letters, digits and -._~, a comma between names; "
                + "MASK_CLIENT_IP is 'yes': allowed: on, off; "
                + "EXCLUDE is 'path:/x,/health': '/health' is no rule; allowed are path:/exact, path:/prefix*, agent:exact, "
                + "agent:prefix*, a comma between rules; "
                + "SAMPLE_OK is '0': a whole number from 1 to 1000000 is allowed",
            exception.Message
        );
    }

    [Theory]
    [InlineData("path:")]
    [InlineData("path:health")]
    [InlineData("path:*")]
    [InlineData("path:/*")]
    [InlineData("path:/a*b")]
    [InlineData("path:/a**")]
    [InlineData("agent:")]
    [InlineData("agent:*")]
    [InlineData("host:x")]
    [InlineData("curl/*")]
    public void What_is_no_rule_or_would_exclude_everything_is_refused(string rule) =>
        Assert.Null(ExclusionRule.Parse(rule));

    private static SettingsReader Of(Dictionary<string, string> settings) => new(settings.GetValueOrDefault);
}
