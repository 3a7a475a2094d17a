using Amazon.S3.Model;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Archive;

/// <summary>
/// Does with an object what is to be done after its run. It touches only the content that was shipped: if the object was replaced
/// meanwhile, it is left alone. Thread-safe. Whatever fails is an <see cref="ObjectException"/>.
/// </summary>
public sealed class ObjectArchive
{
    /// <summary>What the keys of notes end with.</summary>
    public const string NoteSuffix = ".error.json";

    private const string TagName = "logsprocessor";
    private const string TagValue = "shipped";

    private readonly S3Session _session;
    private readonly ArchiveOptions _options;

    internal ObjectArchive(S3Session session, ArchiveOptions options)
    {
        _session = session;
        _options = options;
    }

    /// <summary>Finishes an object whose lines are all delivered.</summary>
    /// <param name="shipped">The object as it was opened.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ObjectException">It could not be moved or tagged; it is where it was, and as it was.</exception>
    public Task FinishAsync(ObjectReference shipped, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(shipped);
        return _options.OnDone switch
        {
            OnDone.Move => MoveAsync(shipped, cancel),
            OnDone.Tag => TagAsync(shipped, cancel),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>Leaves a note on what went wrong beside an object, if that is wanted.</summary>
    /// <exception cref="ObjectException">It could not be written.</exception>
    public Task NoteAsync(ObjectReference failed, string note, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(failed);
        if (_options.OnFail != OnFail.Quarantine)
        {
            return Task.CompletedTask;
        }

        var key = failed.Key + NoteSuffix;
        var request = new PutObjectRequest
        {
            BucketName = failed.Bucket,
            Key = KeptSlash.Of(key),
            ContentBody = note,
            ContentType = "application/json",
        };
        var subject = new S3Subject($"s3://{failed.Bucket}/{key}", "s3:PutObject");
        return _session.AskAsync(subject, client => client.PutObjectAsync(request, cancel), cancel);
    }

    /// <summary>
    /// Whether the archive holds the very content of an object that is gone: what comes there was shipped. Only an equal ETag says so;
    /// where S3 makes a new one for the copy (of an upload in parts, or with a key of KMS), it is not known.
    /// </summary>
    /// <exception cref="ObjectException">The archive cannot be asked.</exception>
    internal async Task<bool> HoldsAsync(ObjectReference gone, CancellationToken cancel) =>
        _options.OnDone == OnDone.Move
        && !string.IsNullOrEmpty(gone.ETag)
        && await FindAsync(TargetOf(gone), cancel) is { } there
        && there.Reference.ETag == gone.ETag;

    private async Task<StoredObject?> FindAsync(ObjectReference asked, CancellationToken cancel)
    {
        try
        {
            return await ObjectMove.FindAsync(_session, asked, cancel);
        }
        catch (ObjectException exception) when (exception.IsDenied)
        {
            // The function may read here, but not list: so S3 answers for what is not there.
            return null;
        }
    }

    private ObjectReference TargetOf(ObjectReference shipped) =>
        new(_options.Bucket ?? shipped.Bucket, _options.Prefix + shipped.Key);

    private async Task MoveAsync(ObjectReference shipped, CancellationToken cancel)
    {
        var target = TargetOf(shipped);
        if (target.Bucket == shipped.Bucket && target.Key == shipped.Key)
        {
            throw new ObjectException(
                $"{shipped}: it would be moved to where it is; set ARCHIVE_PREFIX, or ARCHIVE_BUCKET to another bucket"
            );
        }

        try
        {
            await new ObjectMove(_session, shipped, target, TargetRule.Replace).RunAsync(cancel);
        }
        catch (ObjectException exception) when (exception.IsMissing || exception.IsChanged || exception.IsDenied)
        {
            // Another run, told of the same object, may have moved it in the meantime.
            var isGone = await FindAsync(shipped, cancel) is null;
            if (!isGone || !await HoldsAsync(shipped, cancel))
            {
                throw;
            }
        }
    }

    /// <summary>Adds the tag to those that the object has: S3 only knows how to replace all of them.</summary>
    private async Task TagAsync(ObjectReference shipped, CancellationToken cancel)
    {
        var reading = new GetObjectTaggingRequest
        {
            BucketName = shipped.Bucket,
            Key = KeptSlash.Of(shipped.Key),
            VersionId = shipped.VersionId,
        };
        var there = await _session.AskAsync(
            new S3Subject(shipped.ToString(), "s3:GetObjectTagging"),
            client => client.GetObjectTaggingAsync(reading, cancel),
            cancel
        );
        var others = (there.Tagging ?? []).Where(tag => tag.Key != TagName);
        var request = new PutObjectTaggingRequest
        {
            BucketName = shipped.Bucket,
            Key = KeptSlash.Of(shipped.Key),
            VersionId = shipped.VersionId,
            Tagging = new Tagging { TagSet = [.. others, new Tag { Key = TagName, Value = TagValue }] },
        };
        await _session.AskAsync(
            new S3Subject(shipped.ToString(), "s3:PutObjectTagging"),
            client => client.PutObjectTaggingAsync(request, cancel),
            cancel
        );
    }
}
