namespace LogsProcessor.Aws.Tests.Objects;

/// <summary>
/// A clock on which waits before another attempt are over at once. Time limits never pass by themselves; while
/// <see cref="IsStalled"/>, those for progress are over at once, too. Thread-safe.
/// </summary>
internal sealed class QuickClock : TimeProvider
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private readonly List<ITimer> _limits = [];
    private bool _isStalled;

    /// <summary>Whether nothing comes any more, and the time that is waited for more has passed.</summary>
    internal bool IsStalled
    {
        set
        {
            lock (_lock)
            {
                _isStalled = value;
                foreach (var limit in value ? _limits : [])
                {
                    limit.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
                }
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            var isLimit = dueTime > LongestBackoff;
            var isOver = !isLimit || (_isStalled && dueTime > TimeSpan.FromSeconds(5));
            var timer = base.CreateTimer(callback, state, isOver ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
            if (isLimit)
            {
                _limits.Add(timer);
            }

            return timer;
        }
    }
}
