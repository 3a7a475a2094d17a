using System.Text.Json;
using LogsProcessor.Testing;

namespace LogsProcessor.EndToEnd.Tests.Cli;

[Collection(SharedMoto.Name)]
public sealed class SummaryOfLogGroupTests(MotoFixture moto)
{
    /// <summary>Three pages of 500 events at most.</summary>
    private const int Runs = 1_100;

    [Fact]
    public async Task Runs_of_the_last_day_are_read_from_the_log_group_over_several_pages()
    {
        const string group = "/aws/lambda/summary-of-log-group";
        var now = DateTimeOffset.UtcNow;
        var summary = await ShipAsync();
        var requestId = RunSummaryLine.Read(summary).RequestId;
        var recent = Enumerable.Range(0, Runs).Select(it => summary.Replace(requestId, $"run-{it}"));
        await moto.Server.CreateLogGroupAsync(group);
        await moto.Server.PutLogEventsAsync(group, now.AddDays(-3), [summary]);
        await moto.Server.PutLogEventsAsync(group, now.AddHours(-1), recent.Prepend("START").Append("REPORT"));

        var day = await ReviewAsync(group, "24h");
        var week = await ReviewAsync(group, "7d");

        Assert.Equal((Runs, Runs * 40L, 0L), day);
        Assert.Equal((Runs + 1, (Runs + 1) * 40L, 0L), week);
    }

    [Fact]
    public async Task A_log_group_that_is_not_there_is_named()
    {
        var result = await LogsProcessorCli.RunAsync(moto.Server.Environment, "summary", "--log-group", "/none");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(
            "logsprocessor: log group '/none' in us-east-1: there is no such log group",
            result.Error,
            StringComparison.Ordinal
        );
    }

    /// <summary>Ships 40 lines; returns the run's summary.</summary>
    private static async Task<string> ShipAsync()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("a.log"), SampleLines.Classic(40));
        var result = await LogsProcessorCli.RunAsync("ship", folder.File("a.log"), "--out", folder.File("out.ndjson"));
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.OutputLines[^1];
    }

    /// <summary>How many runs there are, of how many lines, and how many events that are none.</summary>
    private async Task<(int Runs, long Lines, long PassedOver)> ReviewAsync(string group, string since)
    {
        var result = await LogsProcessorCli.RunAsync(
            moto.Server.Environment,
            "summary",
            "--log-group",
            group,
            "--since",
            since,
            "--json"
        );
        Assert.True(result.ExitCode == 0, result.ToString());
        using var totals = JsonDocument.Parse(result.Output);
        return (Number("runs"), Number("lines"), Number("passedOver"));

        int Number(string name) => totals.RootElement.GetProperty(name).GetInt32();
    }
}
