using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Documents;

/// <summary>
/// Small JSON documents in a bucket, written under conditions, so that of several programs that write one at a time only one does. Thread-safe.
/// Whatever fails is an <see cref="ObjectException"/>.
/// </summary>
public sealed class DocumentStore
{
    private readonly S3Session _session;

    internal DocumentStore(S3Session session, string bucket)
    {
        _session = session;
        Bucket = bucket;
    }

    /// <summary>The bucket.</summary>
    public string Bucket { get; }

    /// <summary>Reads a document, or null if there is none.</summary>
    public Task<StoredDocument?> FindAsync(string key, CancellationToken cancel)
    {
        var request = new GetObjectRequest { BucketName = Bucket, Key = KeptSlash.Of(key) };
        return _session.AskAsync(
            Subject(key, "s3:GetObject", " (and s3:ListBucket, without which a missing key looks the same)"),
            async client =>
            {
                try
                {
                    using var response = await client.GetObjectAsync(request, cancel);
                    using var content = new MemoryStream();
                    await response.ResponseStream.CopyToAsync(content, cancel);
                    return new StoredDocument(response.ETag, content.ToArray());
                }
                catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchKey")
                {
                    return null;
                }
            },
            cancel
        );
    }

    /// <summary>Writes a document over what is known of it.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="content">Its JSON.</param>
    /// <param name="known">The tag of what it replaces, or null: there must be none.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The new tag, or null if there is something else by now. That may be this very document, if the answer to an attempt was lost.</returns>
    public Task<string?> TryPutAsync(
        string key,
        ReadOnlyMemory<byte> content,
        string? known,
        CancellationToken cancel
    ) =>
        _session.AskAsync(
            Subject(key, "s3:PutObject"),
            async client =>
            {
                try
                {
                    var request = NewRequest(key, content);
                    request.IfNoneMatch = known is null ? "*" : null;
                    request.IfMatch = known;
                    return (await client.PutObjectAsync(request, cancel)).ETag;
                }
                catch (AmazonS3Exception exception) when (IsConflict(exception))
                {
                    return null;
                }
            },
            cancel
        );

    /// <summary>Takes a document away.</summary>
    public Task DeleteAsync(string key, CancellationToken cancel) =>
        _session.AskAsync(
            Subject(key, "s3:DeleteObject"),
            client => client.DeleteObjectAsync(Bucket, KeptSlash.Of(key), cancel),
            cancel
        );

    private PutObjectRequest NewRequest(string key, ReadOnlyMemory<byte> content) =>
        new()
        {
            BucketName = Bucket,
            Key = KeptSlash.Of(key),
            InputStream = new MemoryStream(content.ToArray()),
            ContentType = "application/json",
        };

    private S3Subject Subject(string key, string permission, string hint = "") =>
        new($"s3://{Bucket}/{key}", permission, hint);

    /// <summary>412: it is another. 409: it is being written at this moment. 404: it is gone.</summary>
    private static bool IsConflict(AmazonS3Exception exception) =>
        exception.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict
        || exception.ErrorCode == "NoSuchKey";
}

/// <summary>A document as it was read.</summary>
/// <param name="Tag">Its ETag, as S3 writes it.</param>
/// <param name="Content">Its bytes.</param>
public sealed record StoredDocument(string Tag, ReadOnlyMemory<byte> Content);
