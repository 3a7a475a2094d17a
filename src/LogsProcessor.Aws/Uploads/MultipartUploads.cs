using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Signing;

namespace LogsProcessor.Aws.Uploads;

/// <summary>
/// Uploads in parts that somebody else sends: begins them, says what has arrived, completes or aborts them. Thread-safe. Whatever fails
/// is an <see cref="ObjectException"/>.
/// </summary>
public sealed class MultipartUploads
{
    private readonly S3Session _session;

    internal MultipartUploads(S3Session session) => _session = session;

    /// <summary>Begins an upload whose parts each come with their SHA-256.</summary>
    /// <param name="content">What will be uploaded. S3 cannot check its SHA-256: the object carries it, as metadata <c>sha256</c>.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ObjectException">It could not be begun.</exception>
    public async Task<string> BeginAsync(UploadContent content, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = content.Bucket,
            Key = content.Key,
            ContentType = content.ContentType,
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        };
        if (content.Sha256 is { } sha256)
        {
            request.Metadata["sha256"] = sha256;
        }

        var subject = Subject(content.Bucket, content.Key, "s3:PutObject");
        var upload = await _session.AskAsync(subject, c => c.InitiateMultipartUploadAsync(request, cancel), cancel);
        return upload.UploadId;
    }

    /// <summary>The parts that have arrived, by number.</summary>
    /// <exception cref="ObjectException">There is no such upload (any more), or it may not be listed.</exception>
    public async Task<IReadOnlyList<ArrivedPart>> ListAsync(
        string bucket,
        string key,
        string uploadId,
        CancellationToken cancel
    )
    {
        var parts = new List<ArrivedPart>();
        var request = new ListPartsRequest
        {
            BucketName = bucket,
            Key = key,
            UploadId = uploadId,
        };
        var subject = Subject(bucket, key, "s3:ListMultipartUploadParts");
        while (true)
        {
            var page = await _session.AskAsync(subject, client => client.ListPartsAsync(request, cancel), cancel);
            foreach (var part in page.Parts ?? [])
            {
                parts.Add(
                    new ArrivedPart(part.PartNumber ?? 0, part.Size ?? 0, part.ETag.Trim('"'), part.ChecksumSHA256)
                );
            }

            if (page.IsTruncated != true)
            {
                return parts;
            }

            request.PartNumberMarker = page.NextPartNumberMarker?.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Makes an object of the parts, under a key that is free.</summary>
    /// <returns>The object, and the checksum of its parts' checksums that S3 gives it, where it tells one.</returns>
    /// <exception cref="ObjectException">It could not be completed; <see cref="ObjectException.IsChanged"/>: there is an object.</exception>
    public async Task<UploadedObject> CompleteAsync(
        string bucket,
        string key,
        string uploadId,
        IReadOnlyList<ArrivedPart> parts,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(parts);
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = bucket,
            Key = key,
            UploadId = uploadId,
            IfNoneMatch = "*",
            PartETags =
            [
                .. parts.Select(part => new PartETag(part.Number, part.ETag) { ChecksumSHA256 = part.Sha256 }),
            ],
        };
        var subject = Subject(bucket, key, "s3:PutObject");
        var done = await _session.AskAsync(subject, c => c.CompleteMultipartUploadAsync(request, cancel), cancel);
        return new UploadedObject(
            new ObjectReference(bucket, key, done.ETag?.Trim('"'), parts.Sum(part => part.Size), done.VersionId),
            done.ChecksumSHA256
        );
    }

    /// <summary>Gives an upload up: its parts are deleted.</summary>
    /// <exception cref="ObjectException">It could not be aborted, or there is none.</exception>
    public Task AbortAsync(string bucket, string key, string uploadId, CancellationToken cancel)
    {
        var request = new AbortMultipartUploadRequest
        {
            BucketName = bucket,
            Key = key,
            UploadId = uploadId,
        };
        var subject = Subject(bucket, key, "s3:AbortMultipartUpload");
        return _session.AskAsync(subject, client => client.AbortMultipartUploadAsync(request, cancel), cancel);
    }

    private static S3Subject Subject(string bucket, string key, string permission) =>
        new(new ObjectReference(bucket, key).ToString(), permission);
}
