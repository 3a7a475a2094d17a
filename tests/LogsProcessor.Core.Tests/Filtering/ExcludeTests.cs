using LogsProcessor.Core.Filtering;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core.Tests.Filtering;

public sealed class ExcludeTests
{
    [Theory]
    [InlineData("path:/health*", "https://h:443/healthz?x=1", true)]
    [InlineData("path:/health*", "https://h:443/Healthz", false)]
    [InlineData("path:/health*", "https://h:443/api/health", false)]
    [InlineData("path:/health", "https://h:443/health?x=1", true)]
    [InlineData("path:/health", "https://h:443/healthz", false)]
    [InlineData("path:/health", "/health?x=1", true)]
    [InlineData("path:/größe*", @"https://h:443/gr\xC3\xB6\xC3\x9Fe/1", true)]
    [InlineData("agent:ELB-HealthChecker/*", "https://h:443/", true)]
    [InlineData("agent:ELB-HealthChecker/2.0", "https://h:443/", true)]
    [InlineData("agent:ELB-HealthChecker", "https://h:443/", false)]
    [InlineData("agent:curl/*", "https://h:443/", false)]
    public async Task A_record_that_matches_a_rule_is_not_shipped(string rule, string url, bool isExcluded)
    {
        var line = new AlbLine { Request = $"GET {url} HTTP/1.1", Agent = "ELB-HealthChecker/2.0" };
        var run = await FilteredRun.ShipAsync("alb", [line.ToString()], Excluding(rule));
        Assert.Equal((1, isExcluded ? 1 : 0), (run.Tally.Parsed, run.Tally.Filtered));
        Assert.Equal(isExcluded ? 0 : 1, run.Documents.Count);
    }

    [Fact]
    public async Task A_run_that_delivered_all_that_is_due_is_completed_and_its_counts_balance()
    {
        string[] lines =
        [
            new AlbLine { Request = "GET https://h:443/health HTTP/1.1" }.ToString(),
            new AlbLine().ToString(),
            "GET /health is no record",
            "# header",
        ];
        var run = await FilteredRun.ShipAsync("alb", lines, Excluding("path:/health"));
        var tally = run.Tally;
        Assert.Equal((4, 2, 1, 1), (tally.Encountered, tally.Parsed, tally.Malformed, tally.Skipped));
        Assert.Equal((1, 2, 2), (tally.Filtered, tally.Due, tally.Sent));
        Assert.Equal((Outcome.Completed, Outcome.Completed), (tally.Outcome, run.Summary.Outcome));
        var summary = SummaryWriter.Write(run.Summary);
        Assert.Contains("\"skipped\":1,\"filtered\":1,\"sent\":2,", summary, StringComparison.Ordinal);
        Assert.Contains("\"LinesFiltered\":1,", summary, StringComparison.Ordinal);
        Assert.Contains("\"LinesUndelivered\":0,", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_sees_what_redaction_hides()
    {
        var line = new AlbLine { Agent = "probe?token=s3cr3t" }.ToString();
        var filtering = Excluding("agent:probe?token=s3cr3t") with { RedactQuery = ["token"] };
        var run = await FilteredRun.ShipAsync("alb", [line], filtering);
        Assert.Equal(1, run.Tally.Filtered);
    }

    [Theory]
    [InlineData("alb_conn")]
    [InlineData("alb_hc")]
    [InlineData("nlb")]
    public async Task Formats_without_request_and_user_agent_are_not_excluded(string format)
    {
        var content = Golden.SampleObject.Of(format).Text;
        var run = await FilteredRun.ShipAsync(format, content, Excluding("path:/", "path:/x*", "agent:x*"), Layout.Ecs);
        Assert.Equal(0, run.Tally.Filtered);
        Assert.Equal(content.Count(value => value == (byte)'\n'), run.Documents.Count);
    }

    private static FilterOptions Excluding(params string[] rules) =>
        new() { Exclude = [.. rules.Select(rule => ExclusionRule.Parse(rule)!)] };
}
