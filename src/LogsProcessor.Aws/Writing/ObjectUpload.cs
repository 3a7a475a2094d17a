using Amazon.S3;
using Amazon.S3.Model;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using S3Location = LogsProcessor.Aws.Objects.S3Location;

namespace LogsProcessor.Aws.Writing;

/// <summary>The requests that put content into an object, in one piece or in parts. Each is made again, from memory, where that may help.</summary>
/// <param name="session">S3.</param>
/// <param name="target">The object.</param>
/// <param name="options">How it is written.</param>
internal sealed class ObjectUpload(S3Session session, S3Location target, WriteOptions options)
{
    /// <summary>By this an object is known as one's own where the answer to the last request was lost.</summary>
    private const string MarkName = "logsprocessor-upload";

    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly S3Subject _subject = new(target.ToString(), "s3:PutObject");
    private string? _id;

    /// <summary>Puts the whole content.</summary>
    /// <exception cref="ObjectException">It failed, or there is an object already.</exception>
    internal Task<ObjectReference> PutAsync(ArraySegment<byte> content, CancellationToken cancel) =>
        FinishAsync(
            async client =>
            {
                var request = new PutObjectRequest
                {
                    BucketName = target.Bucket,
                    Key = KeptSlash.Of(target.Key),
                    ContentType = options.ContentType,
                    InputStream = StreamOf(content),
                    IfNoneMatch = options.IsNew ? "*" : null,
                };
                request.Metadata[MarkName] = _mark;
                var answer = await client.PutObjectAsync(request, cancel);
                return (answer.ETag, answer.VersionId);
            },
            content.Count,
            cancel
        );

    /// <summary>Begins an upload in parts.</summary>
    internal async Task BeginAsync(CancellationToken cancel)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = target.Bucket,
            Key = KeptSlash.Of(target.Key),
            ContentType = options.ContentType,
        };
        request.Metadata[MarkName] = _mark;
        var upload = await session.AskAsync(_subject, c => c.InitiateMultipartUploadAsync(request, cancel), cancel);
        _id = upload.UploadId;
    }

    /// <summary>Puts a part.</summary>
    internal async Task<PartETag> PutPartAsync(int number, ArraySegment<byte> content, CancellationToken cancel)
    {
        var answer = await session.AskAsync(
            _subject,
            client =>
            {
                var request = new UploadPartRequest
                {
                    BucketName = target.Bucket,
                    Key = KeptSlash.Of(target.Key),
                    UploadId = _id,
                    PartNumber = number,
                    PartSize = content.Count,
                    InputStream = StreamOf(content),
                };
                return client.UploadPartAsync(request, cancel);
            },
            cancel
        );
        return new PartETag(number, answer.ETag);
    }

    /// <summary>Makes the parts the object.</summary>
    /// <exception cref="ObjectException">It failed, or there is an object already.</exception>
    internal Task<ObjectReference> CompleteAsync(PartETag[] parts, long length, CancellationToken cancel)
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = target.Bucket,
            Key = KeptSlash.Of(target.Key),
            UploadId = _id,
            PartETags = [.. parts],
            IfNoneMatch = options.IsNew ? "*" : null,
        };
        return FinishAsync(
            async client =>
            {
                var answer = await client.CompleteMultipartUploadAsync(request, cancel);
                return (answer.ETag, answer.VersionId);
            },
            length,
            cancel
        );
    }

    /// <summary>Takes back the parts, if there are any: until then they are paid for, and nobody sees them.</summary>
    /// <exception cref="ObjectException">They are still there; the message says how to get rid of them.</exception>
    internal async Task AbortAsync()
    {
        if (_id is null)
        {
            return;
        }

        var request = new AbortMultipartUploadRequest
        {
            BucketName = target.Bucket,
            Key = KeptSlash.Of(target.Key),
            UploadId = _id,
        };
        try
        {
            var subject = _subject with { Permission = "s3:AbortMultipartUpload" };
            await session.AskAsync(subject, client => AbortAsync(client, request), CancellationToken.None);
        }
        catch (ObjectException exception)
        {
            throw new ObjectException(
                $"{exception.Message}; its unfinished upload {_id} is left: abort it, or have a lifecycle rule do so",
                exception
            );
        }

        _id = null;
    }

    /// <summary>No such upload is as good as an aborted one: it is gone, or it is the object already.</summary>
    private static async Task<bool> AbortAsync(IAmazonS3 client, AbortMultipartUploadRequest request)
    {
        try
        {
            await client.AbortMultipartUploadAsync(request);
            return true;
        }
        catch (AmazonS3Exception exception) when (S3Faults.IsMissing(exception))
        {
            return false;
        }
    }

    /// <summary>
    /// Makes the request after which the object is there. If that was done, but the answer lost, then the second attempt meets its own
    /// object: it must not be told as a failure, nor as somebody else's object.
    /// </summary>
    private async Task<ObjectReference> FinishAsync(
        Func<IAmazonS3, Task<(string? ETag, string? VersionId)>> finish,
        long length,
        CancellationToken cancel
    )
    {
        var attempts = 0;
        try
        {
            var (etag, version) = await session.AskAsync(
                _subject,
                client =>
                {
                    attempts++;
                    return finish(client);
                },
                cancel
            );
            return new ObjectReference(target.Bucket, target.Key, etag?.Trim('"'), length, version);
        }
        catch (ObjectException exception)
        {
            // Attempts are not made here alone: the client below makes one more where a connection that was kept has just gone.
            var mayBeDone = attempts > 1 || exception.IsChanged || S3Faults.IsMissing(exception.InnerException);
            if (mayBeDone && await FindOwnAsync(length, cancel) is { } own)
            {
                return own;
            }

            if (!exception.IsChanged)
            {
                throw;
            }

            throw new ObjectException($"{target}: there is an object already; it was left as it is", exception)
            {
                IsThere = true,
            };
        }
    }

    private async Task<ObjectReference?> FindOwnAsync(long length, CancellationToken cancel)
    {
        var found = await ObjectLookUp.FindAsync(session, target, cancel);
        return found?.Metadata[MarkName] == _mark
            ? new ObjectReference(target.Bucket, target.Key, found.ETag.Trim('"'), length, found.VersionId)
            : null;
    }

    private static MemoryStream StreamOf(ArraySegment<byte> content) =>
        new(content.Array!, content.Offset, content.Count, writable: false);
}
