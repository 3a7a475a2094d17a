namespace LogsProcessor.Bundle.Archives;

/// <summary>Where an archive is to be written, and its index beside it.</summary>
public abstract class ArchivePlace
{
    /// <summary>What the name of an index adds to that of its archive.</summary>
    public const string IndexSuffix = ".index.ndjson";

    /// <summary>The archive's name, for people.</summary>
    public abstract string Name { get; }

    /// <summary>The archive that is there already; null if there is none.</summary>
    /// <exception cref="IOException">That cannot be found out.</exception>
    public abstract Task<IArchiveFile?> FindAsync(CancellationToken cancel);

    /// <summary>Whether there is an index beside the archive.</summary>
    public abstract Task<bool> HasIndexAsync(CancellationToken cancel);

    /// <summary>Writes the archive, which must not be there.</summary>
    public abstract ArchiveOutput Create();

    /// <summary>Writes the index; one that is there is replaced.</summary>
    public abstract ArchiveOutput CreateIndex();
}

/// <summary>Something that is being written, and is there when it is completed, whole or not at all.</summary>
public abstract class ArchiveOutput : IAsyncDisposable
{
    /// <summary>What is written goes here.</summary>
    public abstract Stream Stream { get; }

    /// <summary>Makes it be there.</summary>
    /// <returns>Its ETag; null where there are none.</returns>
    /// <exception cref="IOException">It failed, or there is one already.</exception>
    public abstract Task<string?> CompleteAsync(CancellationToken cancel);

    /// <summary>Gives it up: nothing of it stays.</summary>
    /// <returns>Null, or why something is left behind.</returns>
    public abstract ValueTask<IOException?> AbandonAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
