namespace LogsProcessor.Aws.Tests.Objects;

/// <summary>A clock on which a wait of one length is over at once, and all others take their time.</summary>
internal sealed class ImpatientClock(TimeSpan length) : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == length ? TimeSpan.Zero : dueTime, period);
}
