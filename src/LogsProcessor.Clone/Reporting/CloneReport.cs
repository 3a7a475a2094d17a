using LogsProcessor.Core.Summary;

namespace LogsProcessor.Clone.Reporting;

/// <summary>How a run went, for its summary.</summary>
public sealed record CloneReport
{
    /// <summary>Which run.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>Where from; null where a request could not be read.</summary>
    public ClonePlace? Source { get; init; }

    /// <summary>Where to.</summary>
    public ClonePlace? Destination { get; init; }

    /// <summary>What became of the objects.</summary>
    public required CloneCounts Counts { get; init; }

    /// <summary>What went wrong.</summary>
    public required FailureLog Failures { get; init; }

    /// <summary>Whether all that was to be done was begun and ended; else there was no time for it, or it broke off.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>Whether the rest goes on in another run.</summary>
    public bool IsContinued { get; init; }

    /// <summary>How many requests S3 refused because there were too many.</summary>
    public long Refused { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether all of the source is in the destination, and every object accounted for.</summary>
    public bool IsCompleted =>
        IsWhole
        && Counts.IsBalanced
        && Counts.Failed + Counts.Verified.Missing + Counts.Verified.Different + Failures.Total == 0;

    /// <summary><c>completed</c>, <c>continued</c>, <c>partial</c> or <c>failed</c>.</summary>
    public string Outcome =>
        IsCompleted ? "completed"
        : IsContinued && Counts.Failed == 0 ? "continued"
        : Counts.Copied + Counts.AlreadyThere + Counts.Verified.Same > 0 ? "partial"
        : "failed";
}
