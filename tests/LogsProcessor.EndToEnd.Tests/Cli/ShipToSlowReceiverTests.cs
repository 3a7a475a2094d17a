using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.EndToEnd.Tests.Cli;

/// <summary>
/// The fault of the first system: the program ended before its lines had left. When the process has exited here, every line is with
/// the receiver, whatever the receiver's pace.
/// </summary>
public sealed class ShipToSlowReceiverTests : IDisposable
{
    private const int Connections = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, UnhurriedReceiver.ReadsSlowly)]
    [InlineData(10, UnhurriedReceiver.ReadsSlowly)]
    [InlineData(100_000, UnhurriedReceiver.ReadsSlowly)]
    [InlineData(1, UnhurriedReceiver.AcceptsLate)]
    [InlineData(10, UnhurriedReceiver.AcceptsLate)]
    [InlineData(100_000, UnhurriedReceiver.AcceptsLate)]
    public async Task Every_line_has_arrived_when_the_process_exits(int lines, string manner)
    {
        var log = _folder.File("access.log");
        await File.WriteAllBytesAsync(log, SampleLines.Classic(lines));
        await using var receiver = UnhurriedReceiver.Start(manner, lines);

        var result = await LogsProcessorCli.RunAsync(
            "ship",
            log,
            "--logstash",
            receiver.Endpoint,
            "--connections",
            $"{Connections}"
        );

        // No waiting here: what has not arrived by now is lost.
        var arrived = receiver.ConfirmedLines;
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(lines, arrived.Count);
        Assert.Equal(lines, Documents.EventIds(arrived).Distinct().Count());
        Assert.All(receiver.Connections, it => Assert.Equal(ConnectionEnd.Orderly, it.End));
        Assert.InRange(receiver.PeakOpen, 1, Connections);
        var summary = LogsProcessorCli.SummaryOf(result);
        summary.AssertCompleted(lines);
        Assert.InRange(summary.Peak, 1, Connections);
        Assert.Equal(receiver.Connections.Count, summary.Created);
    }
}
