using System.IO.Compression;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Summary;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.Logstash.Tests.Delivery;

public sealed class DeliveryTests
{
    private const int Lines = 4_000;

    public static TheoryData<string, ConnectionScript> Faults =>
        new()
        {
            {
                "reset mid-line",
                new ConnectionScript { Fault = ConnectionFault.Reset, FaultAfter = 100_001 }
            },
            {
                "reset after a byte",
                new ConnectionScript { Fault = ConnectionFault.Reset, FaultAfter = 1 }
            },
            {
                "accept then drop",
                new ConnectionScript { Fault = ConnectionFault.Close }
            },
            {
                "close with data unread",
                new ConnectionScript { Fault = ConnectionFault.Close, FaultAfter = 70_000 }
            },
            {
                "stall",
                new ConnectionScript { Fault = ConnectionFault.Stall, FaultAfter = 10_000 }
            },
            {
                "never closes its side",
                new ConnectionScript { Fault = ConnectionFault.HoldOpen }
            },
        };

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(20_000)]
    public async Task Every_line_is_confirmed_when_the_run_returns(int lines)
    {
        await using var receiver = FakeLogstash.Start();
        var options = Shipment.OptionsFor(receiver);

        var summary = await Shipment.RunAsync(options, MemoryLogObject.OfClassicLines(lines));

        Shipment.AssertSound(summary, options, receiver);
        Assert.Equal(Outcome.Completed, summary.Outcome);
        Assert.Equal(lines, receiver.ConfirmedLines.Count);
        Assert.Equal(0, summary.Connections.Unconfirmed);
        Assert.All(receiver.Connections, connection => Assert.Equal(ConnectionEnd.Orderly, connection.End));
    }

    [Fact]
    public async Task A_small_object_uses_one_connection()
    {
        await using var receiver = FakeLogstash.Start();

        var summary = await Shipment.RunAsync(Shipment.OptionsFor(receiver), MemoryLogObject.OfClassicLines(100));

        Assert.Equal(1, summary.Connections.Created);
    }

    [Theory]
    [InlineData(8, long.MaxValue, 4)]
    [InlineData(64, 2 * Batch.TargetBytes, 2)]
    public async Task A_connection_carries_half_of_the_batches_and_no_more_than_allowed(
        int most,
        long bytes,
        int carried
    )
    {
        await using var receiver = FakeLogstash.Start();
        var options = Shipment.OptionsFor(receiver) with { MostBatches = most, ConnectionBytes = bytes };

        var summary = await Shipment.RunAsync(options, MemoryLogObject.OfClassicLines(20_000));

        Assert.Equal(Outcome.Completed, summary.Outcome);
        Assert.All(
            receiver.Connections,
            it => Assert.InRange(it.BytesRead, 1, (carried * Batch.TargetBytes) + (16 * 1024))
        );
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_a_broken_connection_carried_goes_out_again(string fault, ConnectionScript script)
    {
        Assert.NotEmpty(fault);
        await using var receiver = Faulty(script, ConnectionScript.Orderly);
        var options = WithTimeFor(script.Fault, Shipment.OptionsFor(receiver));

        var summary = await Shipment.RunAsync(options, MemoryLogObject.OfClassicLines(Lines));

        Shipment.AssertSound(summary, options, receiver);
        Assert.Equal(Outcome.Completed, summary.Outcome);
        Assert.Equal(Lines, receiver.ConfirmedLines.Select(Documents.EventId).Distinct().Count());
        Assert.True(summary.Failures.Sockets.Total > 0);
        Assert.True(summary.Objects[0].Resent > 0);
        Assert.True(summary.Connections.Unconfirmed > 0);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_receiver_that_never_confirms_ends_the_run_with_the_counts(string fault, ConnectionScript script)
    {
        Assert.NotEmpty(fault);
        await using var receiver = Faulty(script);
        var options = Shipment.OptionsFor(receiver) with
        {
            SendTimeout = TimeSpan.FromMilliseconds(200),
            DrainTimeout = TimeSpan.FromMilliseconds(200),
            MostAttempts = 2,
        };

        var summary = await Shipment.RunAsync(options, MemoryLogObject.OfClassicLines(Lines));

        Shipment.AssertSound(summary, options, receiver);
        Assert.NotEqual(Outcome.Completed, summary.Outcome);
    }

    [Fact]
    public async Task A_port_where_nothing_listens_fails_the_run_within_the_longest_wait()
    {
        var nobody = new HostAddress("127.0.0.1", Loopback.FreePort());
        var options = Shipment.OptionsFor() with { Hosts = [nobody], ConnectionWait = TimeSpan.FromMilliseconds(300) };

        var summary = await Shipment.RunAsync(options, MemoryLogObject.OfClassicLines(10));

        Assert.Equal(Outcome.Failed, summary.Outcome);
        Assert.Equal(10, summary.Objects[0].Undelivered);
        var failure = Assert.Single(summary.Failures.Sending.LastFew);
        Assert.Equal(
            $"10 lines, at bytes 0 to 1566, were not delivered: no connection to {nobody} within 300 ms: connection refused: nothing listens there",
            failure.Message
        );
    }

    [Fact]
    public async Task Lines_in_doubt_that_never_went_out_again_do_not_count_as_resent()
    {
        await using var receiver = FakeLogstash.Start(new ConnectionScript { Fault = ConnectionFault.HoldOpen });
        var options = Shipment.OptionsFor(receiver) with
        {
            ConnectionWait = TimeSpan.FromMilliseconds(500),
            DrainTimeout = TimeSpan.FromMinutes(1),
            MostAttempts = 2,
        };

        var run = Shipment.RunAsync(options, MemoryLogObject.OfClassicLines(10));
        await receiver.WaitForLinesAsync(10, TimeSpan.FromSeconds(20));
        await receiver.DieAsync();
        var summary = await run;

        Shipment.AssertSound(summary, options, receiver);
        var tally = Assert.Single(summary.Objects);
        Assert.Equal((0, 0, 10), (tally.Sent, tally.Resent, tally.Undelivered));
    }

    /// <summary>
    /// It reads on to the end all the same, so nothing is lost, whether its FIN was told from an answer to ours or not: that depends on
    /// which of the two was first on its way.
    /// </summary>
    [Fact]
    public async Task A_receiver_that_ends_its_side_early_gets_every_line()
    {
        await using var receiver = Faulty(
            new ConnectionScript { Fault = ConnectionFault.HalfClose, FaultAfter = 50_000 },
            ConnectionScript.Orderly
        );
        var options = Shipment.OptionsFor(receiver);

        var summary = await Shipment.RunAsync(options, MemoryLogObject.OfClassicLines(Lines));

        Shipment.AssertSound(summary, options, receiver);
        Assert.Equal(Outcome.Completed, summary.Outcome);
    }

    [Fact]
    public async Task A_receiver_that_dies_and_comes_back_gets_every_line()
    {
        await using var receiver = FakeLogstash.Start(
            new FakeLogstashOptions
            {
                Port = Loopback.FreePort(),
                Scripts =
                [
                    new ConnectionScript
                    {
                        BeforeRead = stop => Task.Delay(TimeSpan.FromMilliseconds(1), stop),
                        ReadSize = 8 * 1024,
                    },
                ],
            }
        );
        var options = Shipment.OptionsFor(receiver);

        var run = Shipment.RunAsync(options, MemoryLogObject.OfClassicLines(20_000));
        await receiver.WaitForLinesAsync(500, TimeSpan.FromMinutes(1));
        await receiver.DieAsync();
        receiver.ComeBack();
        var summary = await run;

        Shipment.AssertSound(summary, options, receiver);
        Assert.Equal(Outcome.Completed, summary.Outcome);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_left_out_for_one_that_does_not()
    {
        await using var broken = FakeLogstash.Start(new ConnectionScript { Fault = ConnectionFault.Close });
        await using var sound = FakeLogstash.Start();
        var options = Shipment.OptionsFor(broken, sound);

        var summary = await Shipment.RunAsync(options, MemoryLogObject.OfClassicLines(20_000));

        Shipment.AssertSound(summary, options, broken, sound);
        Assert.Equal(Outcome.Completed, summary.Outcome);
        Assert.Equal(20_000, sound.ConfirmedLines.Select(Documents.EventId).Distinct().Count());
        Assert.True(broken.Connections.Count < sound.Connections.Count);
    }

    [Fact]
    public async Task A_receiver_that_reads_slowly_and_accepts_late_gets_every_line_over_no_more_sockets_than_allowed()
    {
        await using var receiver = FakeLogstash.Start(
            new FakeLogstashOptions
            {
                ReceiveBuffer = 16 * 1024,
                Scripts =
                [
                    new ConnectionScript
                    {
                        BeforeAccept = stop => Task.Delay(TimeSpan.FromMilliseconds(100), stop),
                        BeforeRead = stop => Task.Delay(TimeSpan.FromMilliseconds(1), stop),
                        ReadSize = 16 * 1024,
                    },
                ],
            }
        );
        var options = Shipment.OptionsFor(receiver) with { ConnectionLimit = 3 };

        var summary = await Shipment.RunAsync(options, MemoryLogObject.OfClassicLines(10_000));

        Shipment.AssertSound(summary, options, receiver);
        Assert.Equal(Outcome.Completed, summary.Outcome);
        Assert.Equal(0, summary.Objects[0].Resent);
        Assert.InRange(summary.Connections.Peak, 2, 3);
        Assert.InRange(receiver.PeakOpen, 1, 3);
    }

    [Fact]
    public async Task An_object_that_breaks_off_delivers_what_was_read_and_gives_its_batches_back()
    {
        await using var receiver = FakeLogstash.Start(new FakeLogstashOptions());
        var options = Shipment.OptionsFor(receiver);
        using var whole = new MemoryStream();
        await using (var gzip = new GZipStream(whole, CompressionLevel.Fastest))
        {
            await (await MemoryLogObject.OfClassicLines(20_000).OpenAsync(default)).Body.CopyToAsync(gzip);
        }

        var cut = new MemoryLogObject("classic.log.gz", whole.ToArray()[..^1_000]);
        var summary = await Shipment.RunAsync(options, cut);

        Assert.Equal(Outcome.Partial, summary.Outcome);
        Assert.Equal(1, summary.Failures.Reading.Total);
        Assert.InRange(summary.Objects[0].Sent, 10_000, 19_999);
        Assert.Equal(summary.Objects[0].Sent, receiver.Lines.Count);
    }

    /// <summary>A receiver that keeps still is given up in a time that a test can wait for.</summary>
    private static LogstashOptions WithTimeFor(ConnectionFault fault, LogstashOptions options) =>
        fault is ConnectionFault.Stall or ConnectionFault.HoldOpen
            ? options with
            {
                SendTimeout = TimeSpan.FromSeconds(1),
                DrainTimeout = TimeSpan.FromSeconds(1),
            }
            : options;

    /// <summary>
    /// A receiver whose kernel holds little, so that its fault comes before the end of what is sent.
    /// </summary>
    private static FakeLogstash Faulty(params IReadOnlyList<ConnectionScript> scripts) =>
        FakeLogstash.Start(new FakeLogstashOptions { ReceiveBuffer = 16 * 1024, Scripts = scripts });
}
