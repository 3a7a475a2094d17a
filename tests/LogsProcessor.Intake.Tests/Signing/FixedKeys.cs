using LogsProcessor.Aws.Signing;

namespace LogsProcessor.Intake.Tests.Signing;

/// <summary>One key, for ever or until a time.</summary>
internal sealed class FixedKeys(SigningKey key, DateTimeOffset? endsAt = null) : ISigningKeys
{
    internal static SigningKey Lasting { get; } = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null);

    internal static SigningKey Temporary { get; } = Lasting with { Token = "AQoDYXdzEPT/+==" };

    public Task<SigningGrant> GetAsync(CancellationToken cancel) => Task.FromResult(new SigningGrant(key, endsAt));
}

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class ManualClock : TimeProvider
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    internal DateTimeOffset Now { get; set; } = Start;

    public override DateTimeOffset GetUtcNow() => Now;
}
