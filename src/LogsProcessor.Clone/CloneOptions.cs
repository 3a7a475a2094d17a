using LogsProcessor.Aws.Listing;

namespace LogsProcessor.Clone;

/// <summary>How a clone is made.</summary>
public sealed record CloneOptions
{
    private const long Gibibyte = 1024L * 1024 * 1024;

    /// <summary>Most requests on their way at once, 1 to 512. Default 64. It is less while S3 asks for less.</summary>
    public int Parallel { get; init; } = 64;

    /// <summary>Most ranges listed side by side while planning, 1 to 64. Default 8.</summary>
    public int ParallelLists { get; init; } = 8;

    /// <summary>A segment has about so many objects. Default 10,000.</summary>
    public int SegmentObjects { get; init; } = 10_000;

    /// <summary>A segment has about so many bytes. Default 50 GiB.</summary>
    public long SegmentBytes { get; init; } = 50 * Gibibyte;

    /// <summary>Segments worked on side by side within one process, from 1. Default 2: one is compared while the other is copied.</summary>
    public int ParallelSegments { get; init; } = 2;

    /// <summary>Larger objects are copied in parts, in bytes. Default 5 GiB, the most that S3 copies in one request.</summary>
    public long MostAtOnce { get; init; } = 5 * Gibibyte;

    /// <summary>Whether what is there is compared, and nothing copied.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether the destination is compared with the source, and nothing else done.</summary>
    public bool IsVerifyOnly { get; init; }

    /// <summary>The objects of the source that are wanted; null for all.</summary>
    public Func<ListedObject, bool>? IsWanted { get; init; }
}
