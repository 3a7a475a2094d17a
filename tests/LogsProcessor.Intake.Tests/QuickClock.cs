namespace LogsProcessor.Intake.Tests;

/// <summary>A clock on which waits before another attempt are over at once, and time limits never pass.</summary>
internal sealed class QuickClock : TimeProvider
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(4);

    public override DateTimeOffset GetUtcNow() => Signing.ManualClock.Start;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime <= LongestBackoff ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
}
