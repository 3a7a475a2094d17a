using LogsProcessor.Functions.Hosting;

namespace LogsProcessor.Functions.Tests.Hosting;

public sealed class RunDeadlineTests
{
    [Theory]
    [InlineData(60, 20, 40, 48, 52, 58)]
    [InlineData(15, 15, 10, 12, 13, 14.5)]
    public void Time_kept_back_is_divided(
        double seconds,
        double margin,
        double stopReading,
        double giveUp,
        double breakOff,
        double finish
    )
    {
        var clock = new TimerClock();
        using var deadline = new RunDeadline(
            clock.GetUtcNow() + TimeSpan.FromSeconds(seconds),
            TimeSpan.FromSeconds(margin),
            clock
        );

        Assert.Equal([stopReading, giveUp, breakOff, finish], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-1)]
    public void Without_a_time_to_come_nothing_ends(int? seconds)
    {
        var clock = new TimerClock();
        using var deadline = new RunDeadline(
            seconds is { } past ? clock.GetUtcNow().AddSeconds(past) : null,
            TimeSpan.FromSeconds(15),
            clock
        );

        Assert.All(clock.Waits, wait => Assert.Equal(Timeout.InfiniteTimeSpan, wait));
        Assert.False(deadline.StopReading.IsCancellationRequested);
    }

    /// <summary>A clock that stands still, and keeps the lengths of the waits asked for.</summary>
    private sealed class TimerClock : TimeProvider
    {
        internal List<TimeSpan> Waits { get; } = [];

        public override DateTimeOffset GetUtcNow() => new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }
}
