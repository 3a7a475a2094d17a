using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Copying;

/// <summary>
/// Copies many objects within S3, at one pace for all, and looks closely at some. Thread-safe. Whatever fails is an
/// <see cref="ObjectException"/>.
/// </summary>
public sealed class ObjectCopier
{
    private readonly S3Session _session;
    private readonly RequestPace _pace;

    internal ObjectCopier(S3Session session, RequestPace pace)
    {
        _session = session;
        _pace = pace;
    }

    /// <summary>Copies an object as it was listed: what has changed since is not copied.</summary>
    /// <param name="source">The object, with its ETag and size.</param>
    /// <param name="target">Where the copy goes.</param>
    /// <param name="options">How.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ObjectException">There is no copy; <see cref="ObjectException.IsChanged"/> if the source, or what is at the target, is
    /// not what was expected.</exception>
    public Task CopyAsync(
        ObjectReference source,
        ObjectReference target,
        CopyOptions options,
        CancellationToken cancel
    ) => new ObjectCopy(_session, source, target, options, _pace).RunAsync(cancel);

    /// <summary>What S3 says of an object, or null if it is not there.</summary>
    public async Task<ObjectFacts?> FindAsync(ObjectReference reference, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var request = new GetObjectMetadataRequest
        {
            BucketName = reference.Bucket,
            Key = KeptSlash.Of(reference.Key),
            ChecksumMode = ChecksumMode.ENABLED,
        };
        var ask = new AskS3(_session, new S3Subject(reference.ToString(), "s3:GetObject"), _pace);
        return await ask.RunAsync(
            async client =>
            {
                try
                {
                    return ObjectFacts.Of(await client.GetObjectMetadataAsync(request, cancel));
                }
                catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
                {
                    return null;
                }
            },
            cancel
        );
    }
}
