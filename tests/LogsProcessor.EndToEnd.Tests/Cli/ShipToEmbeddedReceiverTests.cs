using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.EndToEnd.Tests.Cli;

/// <summary>The README's first command.</summary>
public sealed class ShipToEmbeddedReceiverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_repositorys_own_objects_all_arrive_and_the_summary_agrees_with_the_file()
    {
        var shipped = _folder.File("shipped.ndjson");

        var result = await LogsProcessorCli.RunAsync("ship", "testdata", "--out", shipped);

        Assert.True(result.ExitCode == 0, result.ToString());
        var lines = await File.ReadAllLinesAsync(shipped);
        var summary = LogsProcessorCli.SummaryOf(result);
        Assert.NotEmpty(lines);
        summary.AssertCompleted(lines.Length);
        Assert.Equal(summary.Objects, summary.CompletedObjects);
        Assert.Equal(lines.Length, Documents.EventIds(lines).Distinct().Count());
    }

    [Fact]
    public async Task Without_a_receivers_name_it_says_where_the_lines_go()
    {
        var log = _folder.File("access.log");
        await File.WriteAllBytesAsync(log, SampleLines.Classic(3));

        var result = await LogsProcessorCli.RunAsync("ship", log, "--out", _folder.File("kept.ndjson"));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("kept.ndjson", result.Error, StringComparison.Ordinal);
        LogsProcessorCli.SummaryOf(result).AssertCompleted(3);
    }
}
