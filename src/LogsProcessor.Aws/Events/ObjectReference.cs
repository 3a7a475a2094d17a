namespace LogsProcessor.Aws.Events;

/// <summary>An object in S3, as an event or a list names it.</summary>
/// <param name="Bucket">Its bucket.</param>
/// <param name="Key">Its key as S3 has it, decoded.</param>
/// <param name="ETag">The content's ETag at that time, without quotes, or null. The object may have changed since.</param>
/// <param name="Size">Its size at that time, in bytes, or null if that is not known.</param>
/// <param name="VersionId">The version to read, or null for the latest.</param>
/// <param name="LastModified">When this content was put there, or null if that is not known; lists tell it, events don't.</param>
public sealed record ObjectReference(
    string Bucket,
    string Key,
    string? ETag = null,
    long? Size = null,
    string? VersionId = null,
    DateTimeOffset? LastModified = null
)
{
    /// <summary><c>s3://bucket/key</c>.</summary>
    public override string ToString() => $"s3://{Bucket}/{Key}";
}
