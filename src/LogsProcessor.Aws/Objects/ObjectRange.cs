using Amazon.S3.Model;
using LogsProcessor.Aws.Events;

namespace LogsProcessor.Aws.Objects;

/// <summary>Reads a range of an object, under the condition that it is the one that the reference tells of by its ETag.</summary>
/// <param name="session">S3.</param>
/// <param name="reference">The object, with its ETag.</param>
/// <param name="last">The position of the last byte wanted; the object has it.</param>
internal sealed class ObjectRange(S3Session session, ObjectReference reference, long last)
{
    /// <summary>Opens it. A body that breaks off is asked for again from there.</summary>
    /// <exception cref="ObjectException">It cannot be read, or has changed.</exception>
    internal async ValueTask<Stream> OpenAsync(long from, CancellationToken cancel) =>
        new S3Body(await AskAsync(from, cancel), reference.ToString(), AskAsync, session);

    private async ValueTask<S3Part> AskAsync(long from, CancellationToken cancel)
    {
        var request = new GetObjectRequest
        {
            BucketName = reference.Bucket,
            Key = KeptSlash.Of(reference.Key),
            VersionId = reference.VersionId,
            ByteRange = new ByteRange(from, last),
            EtagToMatch = reference.ETag is { } etag ? $"\"{etag}\"" : null,
        };
        var response = await session.AskAsync(
            new S3Subject(
                reference.ToString(),
                "s3:GetObject",
                " (without s3:ListBucket, a missing key looks the same)"
            ),
            client => client.GetObjectAsync(request, cancel),
            cancel
        );
        var part = new S3Part(
            from,
            last - from + 1,
            response.ResponseStream,
            response.ETag?.Trim('"') ?? "",
            response.VersionId
        );
        await CheckAsync(part, response.ContentRange);
        return part;
    }

    /// <summary>Makes sure that the bytes are those asked for: stores that know no ranges or conditions pass over them in silence.</summary>
    private async ValueTask CheckAsync(S3Part part, string? range)
    {
        var asked = FormattableString.Invariant($"bytes {part.From}-{last}/");
        var isRight = range?.StartsWith(asked, StringComparison.Ordinal) == true;
        if (isRight && (reference.ETag is null || part.ETag == reference.ETag))
        {
            return;
        }

        await part.Body.DisposeAsync();
        throw isRight
            ? new ObjectException($"{reference}: the object has changed in the meantime") { IsChanged = true }
            : new ObjectException(
                FormattableString.Invariant(
                    $"{reference}: asked for the bytes from {part.From} to {last}, S3 answered '{range}'"
                )
            );
    }
}
