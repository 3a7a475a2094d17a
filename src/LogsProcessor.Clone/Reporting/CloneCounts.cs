using System.Text.Json.Serialization;

namespace LogsProcessor.Clone.Reporting;

/// <summary>What became of a number of objects. Counts of parts add up to those of the whole.</summary>
public sealed record CloneCounts
{
    /// <summary>Objects found in the source.</summary>
    public long Listed { get; init; }

    /// <summary>Their bytes.</summary>
    public long ListedBytes { get; init; }

    /// <summary>Objects copied.</summary>
    public long Copied { get; init; }

    /// <summary>Their bytes.</summary>
    public long CopiedBytes { get; init; }

    /// <summary>Objects that were in the destination already, with the same content.</summary>
    public long AlreadyThere { get; init; }

    /// <summary>Objects that a dry run would have copied.</summary>
    public long ToCopy { get; init; }

    /// <summary>Objects that are not in the destination, or not with the right content.</summary>
    public long Failed { get; init; }

    /// <summary>Of these, objects whose content was replaced between being listed and being copied.</summary>
    public long Changed { get; init; }

    /// <summary>Objects of the source that were not wanted; they are not listed.</summary>
    public long LeftOut { get; init; }

    /// <summary>What the comparison at the end found.</summary>
    public VerifiedCounts Verified
    {
        get;
        // Where JSON has none, the generated reader gives null.
        init => field = value ?? new VerifiedCounts();
    } = new();

    /// <summary>Whether every object listed is accounted for.</summary>
    public bool IsBalanced => Listed == Copied + AlreadyThere + ToCopy + Failed;

    /// <summary>Both together.</summary>
    public static CloneCounts operator +(CloneCounts first, CloneCounts second) =>
        new()
        {
            Listed = first.Listed + second.Listed,
            ListedBytes = first.ListedBytes + second.ListedBytes,
            Copied = first.Copied + second.Copied,
            CopiedBytes = first.CopiedBytes + second.CopiedBytes,
            AlreadyThere = first.AlreadyThere + second.AlreadyThere,
            ToCopy = first.ToCopy + second.ToCopy,
            Failed = first.Failed + second.Failed,
            Changed = first.Changed + second.Changed,
            LeftOut = first.LeftOut + second.LeftOut,
            Verified = first.Verified + second.Verified,
        };
}

/// <summary>What comparing the destination with the source found.</summary>
public sealed record VerifiedCounts
{
    /// <summary>Objects that are the same on both sides.</summary>
    public long Same { get; init; }

    /// <summary>Objects of the source that are not in the destination.</summary>
    public long Missing { get; init; }

    /// <summary>Objects whose content is another one.</summary>
    public long Different { get; init; }

    /// <summary>Objects of the same size of which neither ETags nor checksums tell whether they are the same.</summary>
    public long Unverifiable { get; init; }

    /// <summary>Objects of the source put there since the run began: they are work for the next.</summary>
    public long Newer { get; init; }

    /// <summary>Objects of the destination that are not in the source. They are left alone.</summary>
    public long Extra { get; init; }

    /// <summary>Objects of the source that were looked at.</summary>
    [JsonIgnore]
    public long Compared => Same + Missing + Different + Unverifiable + Newer;

    /// <summary>Both together.</summary>
    public static VerifiedCounts operator +(VerifiedCounts first, VerifiedCounts second) =>
        new()
        {
            Same = first.Same + second.Same,
            Missing = first.Missing + second.Missing,
            Different = first.Different + second.Different,
            Unverifiable = first.Unverifiable + second.Unverifiable,
            Newer = first.Newer + second.Newer,
            Extra = first.Extra + second.Extra,
        };
}
