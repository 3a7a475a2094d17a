namespace LogsProcessor.Cli.Summaries;

/// <summary>What a run's summary tells, as far as it is of use in a review.</summary>
internal sealed record RunRecord
{
    /// <summary>When the run ended.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The Lambda request, or the run's own id.</summary>
    public required string RequestId { get; init; }

    /// <summary><c>completed</c>, <c>partial</c> or <c>failed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Objects, and those of them that were not completed.</summary>
    public long Objects { get; init; }

    /// <inheritdoc cref="Objects"/>
    public long FailedObjects { get; init; }

    /// <summary>A name for what it shipped: its first object.</summary>
    public string FirstObject { get; init; } = "";

    /// <summary>Lines found.</summary>
    public long Lines { get; init; }

    /// <summary>Lines whose delivery is confirmed.</summary>
    public long Sent { get; init; }

    /// <summary>Lines that were due, and are not confirmed.</summary>
    public long Undelivered { get; init; }

    /// <summary>Lines that are no records.</summary>
    public long Malformed { get; init; }

    /// <summary>Lines that were sent once more.</summary>
    public long Resent { get; init; }

    /// <summary>Bytes of the objects that were read.</summary>
    public long BytesRead { get; init; }

    /// <summary>How long the run took, in milliseconds.</summary>
    public long DurationMs { get; init; }

    /// <summary>From the earliest line's time to the run's end, in milliseconds; null if there was no line.</summary>
    public long? LagMs { get; init; }

    /// <summary>The most memory the process had, in MiB.</summary>
    public long PeakMb { get; init; }

    /// <summary>The memory it may have, in MiB; 0 if there is no bound.</summary>
    public long LimitMb { get; init; }

    /// <summary>What went wrong, by stage.</summary>
    public required IReadOnlyList<StageFailures> Failures { get; init; }

    /// <summary>Whether everything was delivered.</summary>
    public bool IsCompleted => Outcome == "completed";
}

/// <summary>Failures of one stage of a run.</summary>
/// <param name="Stage">One of <see cref="Stages"/>.</param>
/// <param name="Total">How many there were.</param>
/// <param name="Messages">The last few, in words.</param>
internal sealed record StageFailures(string Stage, long Total, IReadOnlyList<string> Messages)
{
    /// <summary>The stages, in the order in which a line passes them; finishing is what is done with the object afterwards.</summary>
    public static IReadOnlyList<string> Stages { get; } = ["reading", "parsing", "sending", "sockets", "finishing"];
}
