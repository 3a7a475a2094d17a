using Amazon.S3;
using Amazon.S3.Model;

namespace LogsProcessor.Aws.Copying;

/// <summary>What S3 says of an object when it is asked about it alone.</summary>
/// <param name="ETag">Its ETag, without quotes.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="LastModified">When this content was put there.</param>
/// <param name="IsETagOfKey">Whether the ETag is not that of the content alone: it is encrypted with a key of KMS or of the client's.</param>
public sealed record ObjectFacts(string ETag, long Size, DateTimeOffset LastModified, bool IsETagOfKey)
{
    /// <summary>The checksums of its whole content, by algorithm; empty where there are none, or only of its parts.</summary>
    public IReadOnlyDictionary<string, string> Checksums { get; init; } = new Dictionary<string, string>();

    internal static ObjectFacts Of(GetObjectMetadataResponse found)
    {
        var isKms =
            found.ServerSideEncryptionMethod is { } method
            && method != ServerSideEncryptionMethod.None
            && method != ServerSideEncryptionMethod.AES256;
        return new ObjectFacts(
            found.ETag?.Trim('"') ?? "",
            found.ContentLength,
            found.LastModified is { } time ? new DateTimeOffset(time.ToUniversalTime()) : default,
            isKms || found.ServerSideEncryptionCustomerMethod?.Value is { Length: > 0 }
        )
        {
            Checksums = found.ChecksumType == ChecksumType.COMPOSITE ? new Dictionary<string, string>() : Read(found),
        };
    }

    private static Dictionary<string, string> Read(GetObjectMetadataResponse found)
    {
        (string Name, string? Value)[] all =
        [
            ("CRC64NVME", found.ChecksumCRC64NVME),
            ("CRC32C", found.ChecksumCRC32C),
            ("CRC32", found.ChecksumCRC32),
            ("SHA1", found.ChecksumSHA1),
            ("SHA256", found.ChecksumSHA256),
        ];
        // Older answers do not tell the type; those of parts end with their number.
        return all.Where(sum => !string.IsNullOrEmpty(sum.Value) && !sum.Value.Contains('-', StringComparison.Ordinal))
            .ToDictionary(sum => sum.Name, sum => sum.Value!);
    }
}
