using Amazon.S3.Model;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Archive;

/// <summary>Moves objects from one place in S3 to another. Thread-safe. Whatever fails is an <see cref="ObjectException"/>.</summary>
public sealed class ObjectMoves
{
    private readonly S3Session _session;

    internal ObjectMoves(S3Session session) => _session = session;

    /// <summary>Finds an object: the version that is asked for, or the latest.</summary>
    /// <returns>Null if it is not there.</returns>
    /// <exception cref="ObjectException">S3 does not say.</exception>
    public Task<StoredObject?> FindAsync(ObjectReference asked, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return ObjectMove.FindAsync(_session, asked, cancel);
    }

    /// <summary>
    /// Moves an object: copies it, verifies the copy by size and checksum, and deletes what it copied, no newer version. It can be
    /// done again, whatever became of an earlier attempt.
    /// </summary>
    /// <param name="found">The object as it was found.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="rule">What about an object that is there already.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ObjectException">It failed. <see cref="ObjectException.IsChanged"/>: the object is no longer the one that was found,
    /// or the target is taken; <see cref="ObjectException.IsMissing"/>: the object, or a bucket, is not there.</exception>
    public Task MoveAsync(StoredObject found, ObjectReference target, TargetRule rule, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(found);
        return new ObjectMove(_session, found.Reference, target, rule) { Checksum = found.Checksum }.RunAsync(cancel);
    }

    /// <summary>Puts a text in JSON, in the place of one that may be there.</summary>
    /// <exception cref="ObjectException">It could not be put.</exception>
    public Task PutJsonAsync(ObjectReference target, string json, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(target);
        var request = new PutObjectRequest
        {
            BucketName = target.Bucket,
            Key = target.Key,
            ContentBody = json,
            ContentType = "application/json",
        };
        var subject = new S3Subject(target.ToString(), "s3:PutObject");
        return _session.AskAsync(subject, client => client.PutObjectAsync(request, cancel), cancel);
    }

    /// <summary>Deletes an object, whatever it holds; one that is not there is no fault.</summary>
    /// <exception cref="ObjectException">It could not be deleted.</exception>
    public Task DeleteAsync(ObjectReference target, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(target);
        var subject = new S3Subject(target.ToString(), "s3:DeleteObject");
        return _session.AskAsync(subject, c => c.DeleteObjectAsync(target.Bucket, target.Key, cancel), cancel);
    }
}
