using System.Globalization;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.EndToEnd.Tests.Cli;

/// <summary>What a receiver does not confirm is never told as sent.</summary>
public sealed class ShipToBrokenReceiverTests : IDisposable
{
    private const int Lines = 1_000;

    /// <summary>
    /// So little that even the last batch, which is about half a full one and may have a connection of its own, has more behind it than
    /// the receiver's buffer holds: what fits in there, no sender can tell from what was read.
    /// </summary>
    private const int BytesOfAbandoned = 5_000;

    /// <summary>So that a receiver that keeps still is given up in a time that a test can wait for.</summary>
    private static readonly string[] ShortTimeouts =
    [
        "--connection-wait-ms",
        "1000",
        "--send-timeout-ms",
        "500",
        "--drain-timeout-ms",
        "500",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ConnectionFault.Reset, 100_001)]
    [InlineData(ConnectionFault.Close, 0)]
    [InlineData(ConnectionFault.Abandon, BytesOfAbandoned)]
    [InlineData(ConnectionFault.HoldOpen, 0)]
    [InlineData(ConnectionFault.Stall, 0)]
    public async Task The_run_fails_and_says_how_many_lines_were_not_delivered(ConnectionFault fault, long afterBytes)
    {
        var script = new ConnectionScript { Fault = fault, FaultAfter = afterBytes };
        await using var receiver = FakeLogstash.Start(
            new FakeLogstashOptions { Scripts = [script], ReceiveBuffer = 16 * 1024 }
        );

        var result = await ShipAsync(receiver, ShortTimeouts);

        Assert.True(result.ExitCode == 1, result.ToString());
        var summary = LogsProcessorCli.SummaryOf(result);
        Assert.NotEqual("completed", summary.Outcome);
        // The last lines of all may be so few that their connection ended before its fault was due.
        Assert.InRange(summary.Sent, 0, receiver.ConfirmedLines.Count);
        Assert.Equal(summary.Parsed - summary.Sent, summary.Undelivered);
        Assert.True(summary.Undelivered > 0, result.ToString());
        Assert.True(summary.Failures("sending") > 0, result.ToString());
        var told = string.Create(CultureInfo.InvariantCulture, $"{summary.Sent:N0} of {summary.Parsed:N0} lines");
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_a_connection_that_broke_arrive_over_another()
    {
        await using var receiver = FakeLogstash.Start(
            new ConnectionScript { Fault = ConnectionFault.Reset, FaultAfter = 100_001 },
            ConnectionScript.Orderly
        );

        var result = await ShipAsync(receiver);

        Assert.True(result.ExitCode == 0, result.ToString());
        var summary = LogsProcessorCli.SummaryOf(result);
        Assert.Equal((Lines, Lines), (summary.Parsed, summary.Sent));
        Assert.InRange(summary.Unconfirmed, 1, 2);
        Assert.Equal(Lines, Documents.EventIds(receiver.ConfirmedLines).Distinct().Count());
    }

    [Fact]
    public async Task A_receiver_that_ends_its_side_first_has_every_line_that_is_told_as_sent()
    {
        await using var receiver = FakeLogstash.Start(
            new ConnectionScript { Fault = ConnectionFault.HalfClose, FaultAfter = 50_000 }
        );

        var result = await ShipAsync(receiver, ShortTimeouts);

        var summary = LogsProcessorCli.SummaryOf(result);
        Assert.InRange(summary.Sent, 0, Documents.EventIds(receiver.Lines).Distinct().Count());
        Assert.Equal(summary.Undelivered == 0 ? 0 : 1, result.ExitCode);
    }

    private async Task<ProcessResult> ShipAsync(FakeLogstash receiver, params string[] timeouts)
    {
        var log = _folder.File("access.log");
        await File.WriteAllBytesAsync(log, SampleLines.Classic(Lines));
        return await LogsProcessorCli.RunAsync([
            "ship",
            log,
            "--logstash",
            receiver.Endpoint,
            "--connections",
            "2",
            .. timeouts,
        ]);
    }
}
