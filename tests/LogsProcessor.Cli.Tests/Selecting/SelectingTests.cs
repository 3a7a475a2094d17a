using LogsProcessor.Cli.Selecting;
using LogsProcessor.Cli.Sources;
using LogsProcessor.Core;
using NSubstitute;

namespace LogsProcessor.Cli.Tests.Selecting;

public sealed class SelectingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 6, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-03-04", "2026-03-04T00:00:00Z")]
    [InlineData("2026-03-04T05:06Z", "2026-03-04T05:06:00Z")]
    [InlineData("2026-03-04T05:06", "2026-03-04T05:06:00Z")]
    [InlineData("2026-03-04T05:06:07+02:00", "2026-03-04T03:06:07Z")]
    [InlineData("2026-03-04T05:06:07.5Z", "2026-03-04T05:06:07.5Z")]
    [InlineData("90m", "2026-03-04T05:00:00Z")]
    [InlineData("24h", "2026-03-03T06:30:00Z")]
    [InlineData("7d", "2026-02-25T06:30:00Z")]
    public void Date_time_and_age_are_points_in_time(string text, string expected)
    {
        Assert.True(TimeText.TryParse(text, Now, out var time));
        Assert.Equal(DateTimeOffset.Parse(expected), time);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("04.03.2026")]
    [InlineData("7w")]
    [InlineData("-7d")]
    [InlineData("d")]
    public void Other_texts_are_none(string text)
    {
        Assert.False(TimeText.TryParse(text, Now, out _));
    }

    [Theory]
    [InlineData("a/2026/03/05/1_elasticloadbalancing_eu-west-1_app.x.1_20260304T2355Z_192.0.2.1_r.log.gz", true, false)]
    [InlineData("a/2026/03/04/1_elasticloadbalancing_eu-west-1_net.x.1_20260305T0000Z_r.log.gz", false, true)]
    [InlineData("a/1_elasticloadbalancing_eu-west-1_net.x.1_202603042355Z_r.log.gz", true, false)]
    [InlineData("a/2026/03/04/x.log", true, false)]
    [InlineData("2026/03/05/x.log", false, true)]
    [InlineData("a/2026/02/31/x.log", true, false)]
    [InlineData("a/x.log", true, false)]
    public void Date_is_that_of_the_name_then_of_the_folders_then_of_the_last_change(
        string key,
        bool isOnTheFourth,
        bool isOnTheFifth
    )
    {
        var source = Source(key) with { Modified = Now };
        var date = ObjectDate.Of(source)!.Value;

        Assert.Equal(isOnTheFourth, Day(4).Contains(date));
        Assert.Equal(isOnTheFifth, Day(5).Contains(date));
    }

    [Fact]
    public void Bounds_of_a_range_are_the_first_that_is_wanted_and_the_first_that_is_not()
    {
        var range = new DateRange(Now, Now.AddHours(1));

        Assert.True(range.Contains(new ObjectDate(Now, Now)));
        Assert.False(range.Contains(new ObjectDate(Now.AddTicks(-1), Now.AddTicks(-1))));
        Assert.True(range.Contains(new ObjectDate(Now.AddHours(1).AddTicks(-1), Now.AddHours(1).AddTicks(-1))));
        Assert.False(range.Contains(new ObjectDate(Now.AddHours(1), Now.AddHours(1))));
    }

    [Fact]
    public void Object_without_a_date_and_source_that_is_missing_are_taken()
    {
        var selection = new SourceSelection(Day(4), done: null);

        Assert.True(selection.Takes(Source("a/x.log")));
        Assert.True(selection.Takes(SourceObject.Missing("s3://b/2020/01/01/x.log", "it is not there")));
        Assert.False(selection.Takes(Source("2020/01/01/x.log")));
        Assert.Equal(1, selection.OutOfRange);
    }

    [Theory]
    [InlineData("p/AWSLogs/1/elasticloadbalancing/eu-west-1/", "03/03/ 03/04/ 03/05/ 03/06/ 03/07/")]
    [InlineData("AWSLogs/o-abc/1/elasticloadbalancing/eu-west-1/2026/", "03/03/ 03/04/ 03/05/ 03/06/ 03/07/")]
    [InlineData("AWSLogs/1/elasticloadbalancing/eu-west-1/2026/03/05/", "03/05/")]
    [InlineData("AWSLogs/1/elasticloadbalancing/eu-west-1/2025/", "")]
    public void Below_a_region_the_days_around_the_range_are_listed(string prefix, string expected)
    {
        var folders = DayFolders.Of(prefix, Day(4), Now)!;

        Assert.All(folders, folder => Assert.StartsWith(prefix, folder, StringComparison.Ordinal));
        Assert.Equal(expected, string.Join(' ', folders.Select(folder => folder[^6..])));
    }

    [Theory]
    [InlineData("AWSLogs/1/elasticloadbalancing/")]
    [InlineData("AWSLogs/")]
    [InlineData("")]
    [InlineData("logs/2026/03/04/")]
    public void Elsewhere_the_whole_prefix_is_listed(string prefix)
    {
        Assert.Null(DayFolders.Of(prefix, Day(4), Now));
    }

    [Fact]
    public void Range_that_is_open_or_longer_than_is_of_use_lists_the_whole_prefix()
    {
        const string Region = "AWSLogs/1/elasticloadbalancing/eu-west-1/";

        Assert.Null(DayFolders.Of(Region, new DateRange(null, Now), Now));
        Assert.Null(DayFolders.Of(Region, new DateRange(Now.AddYears(-9), null), Now));
        Assert.Equal($"{Region}2026/03/06/", DayFolders.Of(Region, new DateRange(Now.AddDays(-1), null), Now)![^1]);
    }

    private static DateRange Day(int day) =>
        new(new DateTimeOffset(2026, 3, day, 0, 0, 0, default), new DateTimeOffset(2026, 3, day + 1, 0, 0, 0, default));

    private static SourceObject Source(string key)
    {
        var item = Substitute.For<ILogObject>();
        item.Key.Returns(key);
        return new SourceObject(item, 1);
    }
}
