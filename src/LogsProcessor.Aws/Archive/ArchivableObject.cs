using LogsProcessor.Aws.Objects;
using LogsProcessor.Core;

namespace LogsProcessor.Aws.Archive;

/// <summary>
/// An object in S3 that may be in the archive already: S3, and queues, tell of an object more than once. One that was shipped and moved
/// has no lines any more; one that is gone for any other reason is missing. Used by one run.
/// </summary>
/// <param name="inner">How the object is opened.</param>
/// <param name="source">The object.</param>
/// <param name="archive">Where it would be.</param>
public sealed class ArchivableObject(ILogObject inner, S3LogObject source, ObjectArchive archive) : ILogObject
{
    /// <summary>Whether it was found in the archive: there is nothing more to do with it.</summary>
    public bool IsArchived { get; private set; }

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public string Key => inner.Key;

    /// <inheritdoc/>
    public async ValueTask<OpenedObject> OpenAsync(CancellationToken cancel)
    {
        try
        {
            return await inner.OpenAsync(cancel);
        }
        catch (ObjectException exception) when (exception.IsMissing || exception.IsDenied)
        {
            var gone = source.Reference;
            if (!await archive.HoldsAsync(gone, cancel))
            {
                throw;
            }

            IsArchived = true;
            return new OpenedObject(new ObjectIdentity(gone.Bucket, gone.Key, gone.ETag!), Stream.Null, Length: 0);
        }
    }
}
