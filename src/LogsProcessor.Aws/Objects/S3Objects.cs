using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using Amazon.S3.Model;
using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Checkpoints;
using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Documents;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Listing;
using LogsProcessor.Aws.Uploads;
using LogsProcessor.Aws.Writing;

namespace LogsProcessor.Aws.Objects;

/// <summary>
/// The objects in S3: opens or writes one, lists many. Build it once; it holds the client and its connections. Thread-safe. Whatever fails is
/// an <see cref="ObjectException"/>.
/// </summary>
public sealed class S3Objects : IDisposable
{
    private readonly S3Session _session;

    /// <summary>Nothing is connected, and no credentials are looked for, until the first object is opened.</summary>
    /// <param name="options">How S3 is reached.</param>
    /// <param name="clock">Times the bodies' progress.</param>
    public S3Objects(S3Options options, TimeProvider clock)
        : this(options, clock, () => DefaultAWSCredentialsIdentityResolver.GetCredentials()) { }

    internal S3Objects(S3Options options, TimeProvider clock, Func<AWSCredentials> findCredentials)
    {
        ArgumentNullException.ThrowIfNull(options);
        _session = new S3Session(options, clock, findCredentials);
    }

    /// <summary>An object, to be opened.</summary>
    public S3LogObject Get(ObjectReference reference) => new(_session, reference);

    /// <summary>An object's size, ETag, version and time; null if there is no such object.</summary>
    /// <exception cref="ObjectException">S3 cannot be asked, or may not be.</exception>
    public async Task<ObjectReference?> FindAsync(S3Location location, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(location);
        var found = await ObjectLookUp.FindAsync(_session, location, cancel);
        return found is null
            ? null
            : new ObjectReference(
                location.Bucket,
                location.Key,
                found.ETag?.Trim('"'),
                found.ContentLength,
                found.VersionId
            )
            {
                LastModified = found.LastModified is { } time ? new DateTimeOffset(time.ToUniversalTime()) : null,
            };
    }

    /// <summary>A range of an object's bytes, under the condition that it is the one that the reference tells of by its ETag.</summary>
    /// <param name="reference">The object.</param>
    /// <param name="from">The position of the first byte.</param>
    /// <param name="length">How many; the object has them all.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ObjectException">It cannot be read, or has changed. Reading throws it, too.</exception>
    public async ValueTask<Stream> OpenRangeAsync(
        ObjectReference reference,
        long from,
        long length,
        CancellationToken cancel
    )
    {
        if (length == 0)
        {
            return Stream.Null;
        }

        return await new ObjectRange(_session, reference, from + length - 1).OpenAsync(from, cancel);
    }

    /// <summary>Deletes an object if it is still the one that the reference tells of by its ETag.</summary>
    /// <returns>Whether it was: one that has changed, or is gone, is left alone.</returns>
    /// <exception cref="ObjectException">It may not be deleted, or S3 cannot be reached.</exception>
    public Task<bool> DeleteAsync(ObjectReference reference, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentException.ThrowIfNullOrEmpty(reference.ETag);
        return ObjectDeletion.DeleteAsync(_session, reference, cancel);
    }

    /// <summary>Writes an object as a stream. It is there once the stream is completed, whole or not at all.</summary>
    public MultipartWriteStream OpenWrite(S3Location target, WriteOptions options) => new(_session, target, options);

    /// <summary>Where the places of objects are kept that a run could not bring to their end.</summary>
    public CheckpointStore OpenCheckpoints(CheckpointOptions options) => new(_session, options);

    /// <summary>What is done with objects afterwards.</summary>
    public ObjectArchive OpenArchive(ArchiveOptions options) => new(_session, options);

    /// <summary>Lists every object, from any key on.</summary>
    public ObjectLister OpenLister(RequestPace pace) => new(_session, pace);

    /// <summary>Copies objects within S3.</summary>
    public ObjectCopier OpenCopier(RequestPace pace) => new(_session, pace);

    /// <summary>The small documents of a bucket.</summary>
    public DocumentStore OpenDocuments(string bucket) => new(_session, bucket);

    /// <summary>Moves objects to other places.</summary>
    public ObjectMoves OpenMoves() => new(_session);

    /// <summary>Uploads in parts that somebody else sends.</summary>
    public MultipartUploads OpenUploads() => new(_session);

    /// <summary>The objects whose keys begin with <paramref name="prefix"/>, in the order of their keys; those
    /// that this program has written itself are passed over.</summary>
    /// <exception cref="ObjectException">The bucket is not there, or may not be listed, or S3 cannot be reached.</exception>
    public async IAsyncEnumerable<ObjectReference> ListAsync(
        string bucket,
        string prefix,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        var request = new ListObjectsV2Request
        {
            BucketName = bucket,
            Prefix = prefix,
            // Control characters are no XML, and keys may hold them.
            Encoding = EncodingType.Url,
        };
        var subject = new S3Subject($"s3://{bucket}/{prefix}", "s3:ListBucket");
        do
        {
            var page = await _session.AskAsync(subject, client => client.ListObjectsV2Async(request, cancel), cancel);
            foreach (var item in page.S3Objects ?? [])
            {
                var key = ObjectLister.KeyOf(item, page.Encoding == EncodingType.Url);
                if (!OwnObject.Is(key))
                {
                    yield return new ObjectReference(bucket, key, item.ETag?.Trim('"'), item.Size)
                    {
                        LastModified = item.LastModified is { } time
                            ? new DateTimeOffset(time.ToUniversalTime())
                            : null,
                    };
                }
            }

            request.ContinuationToken = page.NextContinuationToken;
        } while (request.ContinuationToken is not null);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _session.Dispose();
}
