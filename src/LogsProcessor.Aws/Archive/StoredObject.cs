using Amazon.S3;
using Amazon.S3.Model;
using LogsProcessor.Aws.Events;

namespace LogsProcessor.Aws.Archive;

/// <summary>An object as S3 has it at a moment.</summary>
/// <param name="Reference">The object, with its ETag, its size, and the version that was asked for.</param>
/// <param name="Checksum">A checksum of its whole content, after the name of its kind; or null where S3 tells none.</param>
public sealed record StoredObject(ObjectReference Reference, string? Checksum)
{
    internal static StoredObject Of(ObjectReference asked, GetObjectMetadataResponse answer) =>
        new(
            new ObjectReference(
                asked.Bucket,
                asked.Key,
                answer.ETag?.Trim('"'),
                answer.ContentLength,
                asked.VersionId,
                answer.LastModified is { } time ? new DateTimeOffset(time.ToUniversalTime()) : null
            ),
            ChecksumOf(answer)
        );

    /// <summary>Whether another object certainly has the same content: S3 must have told enough of both.</summary>
    internal bool IsSureToEqual(StoredObject other) =>
        Reference.Size == other.Reference.Size
        && (
            Checksum is not null && other.Checksum is not null
                ? Checksum == other.Checksum
                : Reference.ETag is { Length: > 0 } && Reference.ETag == other.Reference.ETag
        );

    /// <summary>Whether another object certainly has different content.</summary>
    internal bool IsSureToDiffer(StoredObject other) =>
        Reference.Size != other.Reference.Size
        || (
            Checksum is not null
            && other.Checksum is not null
            && KindOf(Checksum) == KindOf(other.Checksum)
            && Checksum != other.Checksum
        );

    // A checksum of parts' checksums depends on how the content was cut: it changes with a copy.
    private static string? ChecksumOf(GetObjectMetadataResponse answer) =>
        answer.ChecksumType == ChecksumType.COMPOSITE ? null
        : answer.ChecksumCRC64NVME is { Length: > 0 } crc64 ? $"CRC64NVME {crc64}"
        : answer.ChecksumSHA256 is { Length: > 0 } sha256 ? $"SHA256 {sha256}"
        : answer.ChecksumCRC32C is { Length: > 0 } crc32c ? $"CRC32C {crc32c}"
        : null;

    private static string KindOf(string checksum) => checksum.Split(' ')[0];
}
