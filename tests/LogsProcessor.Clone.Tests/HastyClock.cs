namespace LogsProcessor.Clone.Tests;

/// <summary>A clock that stands still. Waits before another attempt are over at once, and time limits pass when they are told to. Thread-safe.</summary>
internal sealed class HastyClock : TimeProvider
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private readonly List<ITimer> _limits = [];

    /// <summary>The time: a day after that of the stand-in's objects.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>Everything that waits for more than a moment waits no longer, this once.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            _limits.ForEach(limit => limit.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isBackoff = dueTime <= LongestBackoff && dueTime != Timeout.InfiniteTimeSpan;
        var due = isBackoff ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
        var timer = base.CreateTimer(callback, state, due, Timeout.InfiniteTimeSpan);
        if (period != Timeout.InfiniteTimeSpan)
        {
            lock (_lock)
            {
                _limits.Add(timer);
            }
        }

        return timer;
    }
}
