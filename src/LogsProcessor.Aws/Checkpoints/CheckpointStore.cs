using System.Text.Json;
using LogsProcessor.Aws.Documents;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Checkpoints;

/// <summary>
/// Keeps checkpoints as small objects in S3. Writes are conditional, so that of two runs on the same object the one that came farther
/// decides where the next goes on. Thread-safe. Whatever fails is an <see cref="ObjectException"/>.
/// </summary>
public sealed class CheckpointStore
{
    /// <summary>Each conflict means that another run has written; there are never many.</summary>
    private const int MostConflicts = 5;

    private readonly DocumentStore _documents;
    private readonly string _prefix;

    internal CheckpointStore(S3Session session, CheckpointOptions options)
    {
        _documents = new DocumentStore(session, options.Bucket);
        _prefix = options.Prefix;
    }

    /// <summary>What is there for an object, or null. What cannot be read as its checkpoint is there, too, only without one.</summary>
    internal async Task<StoredCheckpoint?> FindAsync(string bucket, string key, CancellationToken cancel) =>
        await _documents.FindAsync(NameOf(bucket, key), cancel) is { } found
            ? new StoredCheckpoint(found.Tag, Read(found, bucket, key))
            : null;

    /// <summary>Keeps a checkpoint. Where another run left one for the same content that is farther on, that one stays.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="known">What was there when it was last looked, or null.</param>
    /// <param name="cancel">Stops it.</param>
    internal async Task SaveAsync(Checkpoint checkpoint, StoredCheckpoint? known, CancellationToken cancel)
    {
        var name = NameOf(checkpoint.Bucket, checkpoint.Key);
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            if (await _documents.TryPutAsync(name, ContentOf(checkpoint), known?.Tag, cancel) is not null)
            {
                return;
            }

            known = await FindAsync(checkpoint.Bucket, checkpoint.Key, cancel);
            if (known?.Checkpoint is { } there && there.ETag == checkpoint.ETag && there.Offset >= checkpoint.Offset)
            {
                return;
            }
        }

        throw new ObjectException($"s3://{_documents.Bucket}/{name}: other runs write the checkpoint all the time");
    }

    /// <summary>Takes an object's checkpoint away.</summary>
    internal Task DeleteAsync(string bucket, string key, CancellationToken cancel) =>
        _documents.DeleteAsync(NameOf(bucket, key), cancel);

    private string NameOf(string bucket, string key) => _prefix + Checkpoint.KeyOf(bucket, key);

    private static byte[] ContentOf(Checkpoint checkpoint) =>
        JsonSerializer.SerializeToUtf8Bytes(checkpoint, CheckpointJson.Default.Checkpoint);

    private static Checkpoint? Read(StoredDocument found, string bucket, string key)
    {
        try
        {
            var read = JsonSerializer.Deserialize(found.Content.Span, CheckpointJson.Default.Checkpoint);
            return read is not null && read.Fits(bucket, key) ? read : null;
        }
        catch (JsonException)
        {
            // Whatever it is, it says nothing of a place: the object is shipped from its beginning, under the same ids.
            return null;
        }
    }
}

/// <summary>What stands where an object's checkpoint belongs.</summary>
/// <param name="Tag">Its own ETag, as S3 writes it.</param>
/// <param name="Checkpoint">What it says, or null if it is none.</param>
internal sealed record StoredCheckpoint(string Tag, Checkpoint? Checkpoint);
