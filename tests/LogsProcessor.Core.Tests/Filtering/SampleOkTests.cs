using System.Globalization;
using System.Text.Json;
using LogsProcessor.Core.Filtering;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Summary;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Golden;

namespace LogsProcessor.Core.Tests.Filtering;

public sealed class SampleOkTests
{
    private const int Rate = 10;

    private static readonly FilterOptions Filtering = new() { SampleOk = Rate };

    [Fact]
    public async Task About_one_of_so_many_is_kept_and_says_so()
    {
        const int Lines = 5000;
        var run = await FilteredRun.ShipAsync("alb", Enumerable.Repeat(new AlbLine().ToString(), Lines), Filtering);
        Assert.InRange(run.Documents.Count, Lines / Rate * 0.8, Lines / Rate * 1.2);
        Assert.Equal((Lines, Lines - run.Documents.Count), (run.Tally.Parsed, run.Tally.Filtered));
        Assert.All(run.Texts, text => Assert.Contains("\"sample_rate\":10,", text, StringComparison.Ordinal));
        Assert.Equal(Outcome.Completed, run.Tally.Outcome);
    }

    [Theory]
    [InlineData(Layout.Ecs, "aws.elb.sample_rate")]
    [InlineData(Layout.Aws, "sample_rate")]
    [InlineData(Layout.Original, "SampleRate")]
    public async Task Each_layout_has_a_name_for_the_sample_rate(Layout layout, string path)
    {
        var lines = Enumerable.Repeat(new AlbLine().ToString(), 200);
        var run = await FilteredRun.ShipAsync("alb", lines, Filtering, layout);
        var document = JsonElement.Parse(run.Documents[0]);
        Assert.Equal(Rate, path.Split('.').Aggregate(document, (it, name) => it.GetProperty(name)).GetInt32());
    }

    [Theory]
    [InlineData("400")]
    [InlineData("503")]
    [InlineData("-")]
    [InlineData("no status")]
    public async Task Errors_records_without_status_and_malformed_lines_are_all_shipped(string status)
    {
        var lines = Enumerable.Repeat(new AlbLine { Status = status }.ToString(), 100);
        var run = await FilteredRun.ShipAsync("alb", lines, Filtering);
        Assert.Equal((100, 0), (run.Documents.Count, run.Tally.Filtered));
        Assert.All(run.Texts, text => Assert.DoesNotContain("sample_rate", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("alb_conn")]
    [InlineData("alb_hc")]
    [InlineData("nlb")]
    public async Task Formats_without_a_status_of_the_balancer_are_not_sampled(string format)
    {
        var run = await FilteredRun.ShipAsync(format, SampleObject.Of(format).Text, Filtering, Layout.Ecs);
        Assert.Equal((0, SampleObject.Of(format).Lines), (run.Tally.Filtered, run.Documents.Count));
    }

    [Fact]
    public async Task A_retry_keeps_the_same_records_and_another_object_others()
    {
        var content = SampleObject.Of("alb").Text;
        var options = GoldenFile.Options(Layout.Aws) with { Filtering = Filtering };
        var once = await Run.ShipAsync(new MemoryObject(Keys.Of("alb"), content), options);
        var again = await Run.ShipAsync(new MemoryObject(Keys.Of("alb"), content) { ReadSize = 7 }, options);
        var other = await Run.ShipAsync(
            new MemoryObject(Keys.Of("alb") + ".2", content),
            options with
            {
                Format = LogFormat.Alb,
            }
        );
        Assert.InRange(once.Documents.Count, 1, 299);
        Assert.Equal(once.Texts, again.Texts);
        Assert.NotEqual(Offsets(once), Offsets(other));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_decision_is_the_same_in_every_version(int seed)
    {
        var identity = new ObjectIdentity(
            "logs",
            string.Create(CultureInfo.InvariantCulture, $"key-{seed}"),
            "0123456789abcdef"
        );
        var sampler = new Sampler(4, identity);
        var kept = string.Concat(Enumerable.Range(0, 32).Select(index => sampler.Keeps(index * 400) ? 'x' : '.'));
        Assert.Equal(KnownDecisions[seed], kept);
    }

    private static readonly string[] KnownDecisions =
    [
        "xx.x.x.xx....x.x.x..xxxx.x...xx.",
        ".......x.x.x.......xx.xx.x.....x",
        ".......xx...x..xx.........x.....",
    ];

    private static List<long> Offsets(Run run) =>
        [.. run.Documents.Select(document => JsonElement.Parse(document).GetProperty("log_offset").GetInt64())];
}
