using LogsProcessor.Core.Summary;
using LogsProcessor.Logstash.Pool;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.Logstash.Tests.Pool;

public sealed class ConnectionPoolTests
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(50);

    private readonly RunSummary _summary = new(new RunIdentity(), TimeProvider.System);

    [Fact]
    public async Task Refusal_is_told_as_one_however_late_it_is_noticed()
    {
        var host = new HostAddress("127.0.0.1", Loopback.FreePort());
        var pool = PoolOf(new SlowMachine(), ShortWait, host);

        var exception = await Assert.ThrowsAsync<IOException>(() => pool.LeaseAsync(default).AsTask());

        Assert.Equal(
            $"no connection to {host} within 50 ms: connection refused: nothing listens there",
            exception.Message
        );
        Assert.Equal(
            $"{host}: connection refused: nothing listens there",
            Assert.Single(_summary.Failures.Sockets.LastFew).Message
        );
    }

    [Fact]
    public async Task Host_that_does_not_answer_is_told_and_leaves_time_for_one_that_does()
    {
        using var silent = new SilentHost();
        await using var sound = FakeLogstash.Start();
        var hosts = new[] { silent.Address, HostAddress.Parse(sound.Endpoint)! };
        var pool = PoolOf(new FirstTimerAtOnce(), TimeSpan.FromMinutes(1), hosts);

        using var connection = await pool.LeaseAsync(default);

        Assert.Equal(sound.Endpoint, connection.Host!.ToString());
        Assert.Equal(
            $"{silent.Address}: no answer from the host",
            Assert.Single(_summary.Failures.Sockets.LastFew).Message
        );
    }

    [Fact]
    public async Task Run_that_is_over_ends_an_attempt_and_blames_nobody()
    {
        using var silent = new SilentHost();
        using var over = new CancellationTokenSource();
        var pool = PoolOf(TimeProvider.System, TimeSpan.FromHours(1), silent.Address);
        var lease = pool.LeaseAsync(over.Token);

        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lease.AsTask());
        Assert.Equal(0, _summary.Failures.Sockets.Total);
    }

    private ConnectionPool PoolOf(TimeProvider clock, TimeSpan wait, params HostAddress[] hosts) =>
        new(new LogstashOptions { Hosts = hosts, ConnectionWait = wait }, _summary, clock)
        {
            OnSettled = (_, _) => { },
            InBackground = work => _ = work(),
        };

    /// <summary>So slow that whenever it looks at the clock, a short wait is over, and that its timers ring before anything else is done.</summary>
    private sealed class SlowMachine : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _now, ShortWait.Ticks);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime <= ShortWait)
            {
                callback(state);
                dueTime = Timeout.InfiniteTimeSpan;
            }

            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    /// <summary>Its first timer rings at once.</summary>
    private sealed class FirstTimerAtOnce : TimeProvider
    {
        private int _timers;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(
                callback,
                state,
                Interlocked.Increment(ref _timers) == 1 ? TimeSpan.Zero : dueTime,
                period
            );
    }
}
