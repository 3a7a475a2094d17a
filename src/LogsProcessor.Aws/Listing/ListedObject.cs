namespace LogsProcessor.Aws.Listing;

/// <summary>An object as a list shows it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ETag">Its content's ETag, without quotes; empty where the store has none.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="LastModified">When this content was put there.</param>
/// <param name="StorageClass">Its storage class, or null for the standard one.</param>
public readonly record struct ListedObject(
    string Key,
    string ETag,
    long Size,
    DateTimeOffset LastModified,
    string? StorageClass = null
)
{
    /// <summary>Whether it was put there in parts: its ETag is then none of its content alone.</summary>
    public bool IsInParts => ETag.Contains('-', StringComparison.Ordinal);
}

/// <summary>A page of a list.</summary>
/// <param name="Objects">Its objects, in the order of their keys' UTF-8 bytes.</param>
/// <param name="IsLast">Whether there is no other page.</param>
public sealed record KeyPage(IReadOnlyList<ListedObject> Objects, bool IsLast);
