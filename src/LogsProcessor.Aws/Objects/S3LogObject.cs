using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using LogsProcessor.Aws.Events;
using LogsProcessor.Core;

namespace LogsProcessor.Aws.Objects;

/// <summary>An object in S3.</summary>
public sealed class S3LogObject : ILogObject
{
    private readonly S3Session _session;

    internal S3LogObject(S3Session session, ObjectReference reference)
    {
        _session = session;
        Reference = reference;
        Name = reference.ToString();
    }

    /// <summary>What an event or a list says of it.</summary>
    public ObjectReference Reference { get; }

    /// <summary>What it turned out to be when it was opened: the ETag, the size and the version of what is read. Null until then.</summary>
    public ObjectReference? Opened { get; private set; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Key => Reference.Key;

    /// <inheritdoc/>
    public ValueTask<OpenedObject> OpenAsync(CancellationToken cancel) => OpenAsync(0, null, cancel);

    /// <summary>Opens it from a byte on.</summary>
    /// <param name="from">The byte's position.</param>
    /// <param name="etag">The ETag it has to have, or null if any is right.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ObjectException">It cannot be read, or has changed.</exception>
    internal async ValueTask<OpenedObject> OpenAsync(long from, string? etag, CancellationToken cancel)
    {
        var part = await AskAsync(from, etag, cancel);
        Opened = Reference with { ETag = part.ETag, Size = from + part.Length, VersionId = part.VersionId };
        return new OpenedObject(
            new ObjectIdentity(Reference.Bucket, Reference.Key, part.ETag),
            new S3Body(part, Name, (position, stop) => AskAsync(position, part.ETag, stop), _session),
            part.Length
        );
    }

    private async ValueTask<S3Part> AskAsync(long from, string? etag, CancellationToken cancel)
    {
        var request = new GetObjectRequest
        {
            BucketName = Reference.Bucket,
            Key = KeptSlash.Of(Reference.Key),
            VersionId = Reference.VersionId,
            // Asked for as a whole it would go through MD5, at a second of processor time for each 200 MB.
            ByteRange = new ByteRange(FormattableString.Invariant($"bytes={from}-")),
            EtagToMatch = etag is null ? null : $"\"{etag}\"",
        };
        var permission = Reference.VersionId is null ? "s3:GetObject" : "s3:GetObjectVersion";
        var response = await _session.AskAsync(
            new S3Subject(Name, permission, " (without s3:ListBucket, a missing key looks the same)"),
            client => GetOrNullIfEmptyAsync(client, request, cancel),
            cancel
        );
        if (response is null)
        {
            return new S3Part(from, 0, Stream.Null, etag ?? Reference.ETag ?? "", Reference.VersionId);
        }

        var part = new S3Part(
            from,
            response.Headers.Keys.Contains("Content-Length") ? response.ContentLength : null,
            response.ResponseStream,
            response.ETag?.Trim('"') ?? "",
            response.VersionId ?? Reference.VersionId
        );
        await CheckAsync(part, response, etag);
        return part;
    }

    /// <summary>Makes sure that the bytes are those asked for: stores that know no ranges or conditions pass over them in silence.</summary>
    private async ValueTask CheckAsync(S3Part part, GetObjectResponse response, string? etag)
    {
        var range = FormattableString.Invariant($"bytes {part.From}-");
        var isRight = part.From == 0 || response.ContentRange?.StartsWith(range, StringComparison.Ordinal) == true;
        if (isRight && (etag is null || part.ETag == etag))
        {
            return;
        }

        await part.Body.DisposeAsync();
        throw isRight
            ? new ObjectException($"{Name}: the object has changed in the meantime") { IsChanged = true }
            : new ObjectException(
                FormattableString.Invariant(
                    $"{Name}: asked for the bytes from {part.From} on, S3 answered '{response.ContentRange}'"
                )
            );
    }

    /// <summary>Behind the last byte there is no range, nor in an object of 0 bytes: S3 answers 416.</summary>
    private static async Task<GetObjectResponse?> GetOrNullIfEmptyAsync(
        IAmazonS3 client,
        GetObjectRequest request,
        CancellationToken cancel
    )
    {
        try
        {
            return await client.GetObjectAsync(request, cancel);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return null;
        }
    }
}
