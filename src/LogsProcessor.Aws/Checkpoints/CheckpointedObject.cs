using LogsProcessor.Aws.Objects;
using LogsProcessor.Core;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Aws.Checkpoints;

/// <summary>An object in S3 that is opened where an earlier run left it, if one did. Used by one run.</summary>
/// <param name="source">The object.</param>
/// <param name="store">Where its place is kept.</param>
public sealed class CheckpointedObject(S3LogObject source, CheckpointStore store) : ILogObject
{
    private StoredCheckpoint? _found;

    /// <inheritdoc/>
    public string Name => source.Name;

    /// <inheritdoc/>
    public string Key => source.Key;

    /// <inheritdoc/>
    public async ValueTask<OpenedObject> OpenAsync(CancellationToken cancel)
    {
        _found = await store.FindAsync(source.Reference.Bucket, source.Reference.Key, cancel);
        if (_found?.Checkpoint is not { Offset: > 0 } checkpoint)
        {
            return await source.OpenAsync(cancel);
        }

        return checkpoint.Compressed
            ? await OpenWholeAsync(checkpoint, cancel)
            : await OpenFromPlaceAsync(checkpoint, cancel);
    }

    /// <summary>Keeps the place before which every line is confirmed, once the run has ended.</summary>
    /// <exception cref="ObjectException">It could not be kept.</exception>
    public Task SaveAsync(ObjectTally tally, RunIdentity run, CancellationToken cancel) =>
        store.SaveAsync(Checkpoint.Of(tally, run), _found, cancel);

    /// <summary>The object is done: the next run on it begins at its beginning.</summary>
    /// <exception cref="ObjectException">What was kept could not be taken away.</exception>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        if (_found is not null)
        {
            await store.DeleteAsync(source.Reference.Bucket, source.Reference.Key, cancel);
        }
    }

    private async ValueTask<OpenedObject> OpenWholeAsync(Checkpoint checkpoint, CancellationToken cancel)
    {
        var opened = await source.OpenAsync(cancel);
        return opened.Identity.ETag == checkpoint.ETag ? opened with { Start = checkpoint.Place } : opened;
    }

    private async ValueTask<OpenedObject> OpenFromPlaceAsync(Checkpoint checkpoint, CancellationToken cancel)
    {
        try
        {
            var opened = await source.OpenAsync(checkpoint.Offset, checkpoint.ETag, cancel);
            return opened with { Start = checkpoint.Place, IsBodyAtStart = true };
        }
        catch (ObjectException exception) when (exception.IsChanged)
        {
            // Other content under the same key: the place means nothing in it, and all its lines are due.
            return await source.OpenAsync(cancel);
        }
    }
}
