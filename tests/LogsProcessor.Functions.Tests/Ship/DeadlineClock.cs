namespace LogsProcessor.Functions.Tests.Ship;

/// <summary>A clock on which the time for reading is over when the test says so. Other waits take their time. Thread-safe.</summary>
internal sealed class DeadlineClock : TimeProvider
{
    /// <summary>The time that a run is told it has left: more than any other wait.</summary>
    internal static readonly TimeSpan Left = TimeSpan.FromHours(1);

    private readonly TaskCompletionSource<ITimer> _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > Left / 2)
        {
            // The first of those that divide a run's time.
            _reading.TrySetResult(timer);
        }

        return timer;
    }

    /// <summary>The time for reading is over.</summary>
    internal void StopReading() => _reading.Task.Result.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
}
