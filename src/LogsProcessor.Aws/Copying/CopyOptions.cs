namespace LogsProcessor.Aws.Copying;

/// <summary>How an object is copied, besides from where to where.</summary>
public sealed record CopyOptions
{
    private const long Gibibyte = 1024L * 1024 * 1024;

    /// <summary>The ETag that the target must have, without quotes; empty: there must be none; null: whatever is there is replaced.</summary>
    public string? TargetETag { get; init; }

    /// <summary>The copy's storage class; null for the bucket's usual one.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Larger objects are copied in parts, in bytes. S3 copies at most 5 GiB, the default, in one request.</summary>
    public long MostAtOnce { get; init; } = 5 * Gibibyte;

    /// <summary>The size of a part in bytes. Default 1 GiB; objects that would have more than 10,000 of them, above 9.7 TiB, have larger ones.</summary>
    public long PartBytes { get; init; } = Gibibyte;

    /// <summary>Parts copied side by side, from 1. Default 4.</summary>
    public int ParallelParts { get; init; } = 4;

    /// <summary>S3 takes no more parts.</summary>
    internal int MostParts { get; init; } = 10_000;
}
