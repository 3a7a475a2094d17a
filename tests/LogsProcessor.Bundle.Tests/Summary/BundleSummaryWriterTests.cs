using System.Text.Json;
using LogsProcessor.Bundle.Summary;
using LogsProcessor.Bundle.Zip;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Bundle.Tests.Summary;

public sealed class BundleSummaryWriterTests
{
    private static readonly RunIdentity Identity = new() { RequestId = "r-1", Application = "logs" };

    [Fact]
    public void Metrics_that_are_named_are_members_of_the_root()
    {
        using var json = JsonDocument.Parse(
            BundleSummaryWriter.Write(new BundleSummary(Identity, TimeProvider.System))
        );

        var directive = json.RootElement.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0];
        var metrics = directive.GetProperty("Metrics").EnumerateArray().ToList();
        Assert.NotEmpty(metrics);
        Assert.All(
            metrics,
            metric => Assert.True(json.RootElement.TryGetProperty(metric.GetProperty("Name").GetString()!, out _))
        );
        Assert.Equal("logs", json.RootElement.GetProperty("Application").GetString());
    }

    [Fact]
    public void Run_that_was_not_completed_has_failed() =>
        Assert.Equal("failed", OutcomeOf(new BundleSummary(Identity, TimeProvider.System)));

    [Fact]
    public void Completed_run_tells_its_counts()
    {
        var summary = new BundleSummary(Identity, TimeProvider.System) { JobId = "j", BytesWritten = 7 };
        summary.Add(new ZipMember("a") { Bytes = 5, Method = ZipMethod.Deflated });
        summary.Add(new ZipMember("b") { Bytes = 6 });
        summary.Complete();

        using var json = JsonDocument.Parse(BundleSummaryWriter.Write(summary));

        Assert.Equal("completed", json.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(
            """{"done":2,"stored":1,"deflated":1,"leftAlone":0}""",
            json.RootElement.GetProperty("objects").ToString()
        );
        Assert.Equal("""{"read":11,"written":7}""", json.RootElement.GetProperty("bytes").ToString());
    }

    [Fact]
    public void Failures_are_told_and_cut_to_500_characters()
    {
        var summary = new BundleSummary(Identity, TimeProvider.System);
        summary.Complete();
        summary.Writing.Add(new Failure(new string('x', 1_000)));

        using var json = JsonDocument.Parse(BundleSummaryWriter.Write(summary));

        var writing = json.RootElement.GetProperty("failures").GetProperty("writing");
        Assert.Equal("failed", json.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(1, writing.GetProperty("total").GetInt32());
        Assert.Equal(500, writing.GetProperty("lastFew")[0].GetProperty("message").GetString()!.Length);
    }

    private static string? OutcomeOf(BundleSummary summary)
    {
        using var json = JsonDocument.Parse(BundleSummaryWriter.Write(summary));
        return json.RootElement.GetProperty("outcome").GetString();
    }
}
