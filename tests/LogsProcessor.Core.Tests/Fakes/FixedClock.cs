namespace LogsProcessor.Core.Tests.Fakes;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class FixedClock : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = new(2026, 3, 4, 6, 7, 8, 90, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.Ticks;
}
