using LogsProcessor.Core;
using LogsProcessor.Core.Summary;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.Logstash.Tests.Delivery;

/// <summary>What the sink does when the run's time comes to its end.</summary>
public sealed class LittleTimeTests
{
    private const int Lines = 4_000;
    private const long Mebibyte = 1024 * 1024;

    [Fact]
    public async Task In_a_hurry_connections_are_confirmed_after_a_few_batches()
    {
        await using var receiver = FakeLogstash.Start();
        var options = Shipment.OptionsFor(receiver) with { ConnectionBytes = 64 * Mebibyte };

        var (summary, _) = await RunAsync(
            options,
            sink =>
            {
                sink.HurryUp();
                return Task.CompletedTask;
            }
        );

        Shipment.AssertSound(summary, options, receiver);
        Assert.Equal(Outcome.Completed, summary.Outcome);
        Assert.True(summary.Connections.BytesSent > 2 * Mebibyte, "too little to tell");
        Assert.All(receiver.Connections, connection => Assert.InRange(connection.BytesRead, 1, Mebibyte / 2));
    }

    [Theory]
    [InlineData(ConnectionFault.Stall)]
    [InlineData(ConnectionFault.HoldOpen)]
    public async Task Receiver_that_never_confirms_does_not_keep_a_run_whose_time_is_over(ConnectionFault fault)
    {
        await using var receiver = FakeLogstash.Start(new ConnectionScript { Fault = fault, FaultAfter = 100_000 });
        var forEver = TimeSpan.FromHours(1);
        var options = Shipment.OptionsFor(receiver) with { SendTimeout = forEver, DrainTimeout = forEver };

        var (summary, isOutOfTime) = await RunAsync(options, sink => EndOnceLinesArrivedAsync(sink, receiver));

        var tally = Assert.Single(summary.Objects);
        Assert.True(isOutOfTime);
        Assert.Equal((0, tally.Parsed), (tally.Sent, tally.Undelivered));
        Assert.Equal(0, tally.Confirmed.Offset);
        Assert.Equal((0, 0), (summary.Failures.Sending.Total, summary.Failures.Sockets.Total));
        Assert.Equal(summary.Connections.Created, summary.Connections.Destroyed);
    }

    /// <summary>From the moment in which a batch is to go out again it is in other hands: here they have given it up at once.</summary>
    [Fact]
    public async Task Batch_that_would_go_out_again_when_the_time_is_over_is_undelivered()
    {
        await using var receiver = FakeLogstash.Start(new ConnectionScript { Fault = ConnectionFault.Close });
        var options = Shipment.OptionsFor(receiver) with { ConnectionLimit = 1 };
        var clock = new BackoffClock();

        var (summary, isOutOfTime) = await RunAsync(
            options,
            sink =>
            {
                clock.OnBackoff = sink.RunOutOfTime;
                return Task.CompletedTask;
            },
            clock
        );

        var tally = Assert.Single(summary.Objects);
        Assert.True(isOutOfTime);
        Assert.Equal((0, tally.Parsed), (tally.Sent, tally.Undelivered));
        Assert.Equal(0, summary.Failures.Sending.Total);
        Assert.Equal(summary.Connections.Created, summary.Connections.Destroyed);
    }

    private static async Task EndOnceLinesArrivedAsync(LogstashSink sink, FakeLogstash receiver)
    {
        await receiver.WaitForLinesAsync(1, TimeSpan.FromMinutes(1));
        sink.RunOutOfTime();
        sink.BreakOff();
    }

    private static async Task<(RunSummary Summary, bool IsOutOfTime)> RunAsync(
        LogstashOptions options,
        Func<LogstashSink, Task> meanwhile,
        TimeProvider? clock = null
    )
    {
        clock ??= TimeProvider.System;
        var summary = new RunSummary(new RunIdentity(), clock);
        var batches = new BatchStore();
        var isOutOfTime = false;
        using (var sink = new LogstashSink(options, batches, summary, clock))
        {
            var acting = meanwhile(sink);
            var running = new LogPipeline(new PipelineOptions(), sink, summary, clock).RunAsync(
                [MemoryLogObject.OfClassicLines(Lines)],
                CancellationToken.None
            );
            // First what the run may wait for: should that fail, the run has no end.
            await acting;
            await running;
            isOutOfTime = sink.IsOutOfTime;
        }

        Assert.Equal(0, batches.Lent);
        return (summary, isOutOfTime);
    }

    /// <summary>A clock on which something happens when a batch begins to wait to go out again.</summary>
    private sealed class BackoffClock : TimeProvider
    {
        private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(5);

        internal Action OnBackoff { get; set; } = () => { };

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime <= LongestBackoff)
            {
                OnBackoff();
            }

            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
