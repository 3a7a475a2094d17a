namespace LogsProcessor.Logstash.Tests.Tls;

/// <summary>
/// A clock on which the wait for a connection is over as soon as somebody waits to try again: a first attempt has all the time that it
/// needs, and there is no second. Thread-safe.
/// </summary>
/// <param name="connectionWait">The wait's length.</param>
internal sealed class OneFailureClock(TimeSpan connectionWait) : TimeProvider
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(5);

    private long _ahead;

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _ahead);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= LongestBackoff)
        {
            Interlocked.Exchange(ref _ahead, (long)(connectionWait.TotalSeconds * TimestampFrequency));
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
