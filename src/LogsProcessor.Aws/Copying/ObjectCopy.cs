using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Copying;

/// <summary>Copies an object within S3, under the condition that it is still the one that was read.</summary>
/// <param name="session">S3.</param>
/// <param name="source">The object as it was read.</param>
/// <param name="target">Where the copy goes.</param>
/// <param name="options">How.</param>
/// <param name="pace">How many requests may be on their way, or null where nobody else makes any.</param>
internal sealed partial class ObjectCopy(
    S3Session session,
    ObjectReference source,
    ObjectReference target,
    CopyOptions options,
    RequestPace? pace = null
)
{
    private readonly AskS3 _ask = new(
        session,
        new S3Subject(
            source.ToString(),
            $"s3:GetObject on it and s3:PutObject on {target}",
            " (for tagged objects also s3:GetObjectTagging and s3:PutObjectTagging; in parts also s3:AbortMultipartUpload)"
        ),
        pace
    );

    private string? NoneThere => options.TargetETag is "" ? "*" : null;

    private string? ThereBefore => string.IsNullOrEmpty(options.TargetETag) ? null : $"\"{options.TargetETag}\"";

    private S3StorageClass? StorageClass => options.StorageClass is { } name ? new S3StorageClass(name) : null;

    /// <summary>The condition that an object is still the one that was read; null where that has no ETag.</summary>
    internal static string? ConditionOn(ObjectReference read) =>
        string.IsNullOrEmpty(read.ETag) ? null : $"\"{read.ETag}\"";

    /// <summary>Copies.</summary>
    /// <exception cref="ObjectException">It failed, or the object or its target has changed. There is no copy then, or not a whole one.</exception>
    internal Task RunAsync(CancellationToken cancel) =>
        source.Size > options.MostAtOnce ? CopyInPartsAsync(source.Size.Value, cancel) : CopyAtOnceAsync(cancel);

    private async Task CopyAtOnceAsync(CancellationToken cancel)
    {
        var request = new CopyObjectRequest
        {
            SourceBucket = source.Bucket,
            SourceKey = source.Key,
            SourceVersionId = source.VersionId,
            DestinationBucket = target.Bucket,
            DestinationKey = KeptSlash.Of(target.Key),
            ETagToMatch = ConditionOn(source),
            IfNoneMatch = NoneThere,
            IfMatch = ThereBefore,
            StorageClass = StorageClass,
        };
        await _ask.RunAsync(async client => Confirmed((await client.CopyObjectAsync(request, cancel)).ETag), cancel);
    }

    /// <summary>S3 may begin to answer 200 before the copy fails: then the answer has no ETag, and it may be asked again.</summary>
    private static string Confirmed(string? etag) =>
        string.IsNullOrEmpty(etag)
            ? throw new AmazonS3Exception("S3 did not confirm the copy")
            {
                StatusCode = HttpStatusCode.InternalServerError,
                ErrorCode = "InternalError",
            }
            : etag;
}
