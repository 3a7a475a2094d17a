using LogsProcessor.Bundle.Zip;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Bundle.Summary;

/// <summary>
/// Everything that a run counts, and what is told of it at its end. Failed until proven done: <see cref="Complete"/> is the last that a
/// run does. Counting is thread-safe.
/// </summary>
/// <param name="identity">Which run it is.</param>
/// <param name="clock">The time.</param>
public sealed class BundleSummary(RunIdentity identity, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();
    private long _objects;
    private long _stored;
    private long _leftAlone;
    private long _bytesRead;
    private long _bytesWritten;

    /// <summary>Which run it is.</summary>
    public RunIdentity Identity { get; } = identity;

    /// <summary>What the run does: <c>bundle</c>, <c>verify</c>, <c>delete-originals</c>.</summary>
    public string Job { get; init; } = "bundle";

    /// <summary>The id that a request gave the run; null if there was none.</summary>
    public string? JobId { get; init; }

    /// <summary>Where the objects are.</summary>
    public string Source { get; set; } = "";

    /// <summary>The archive.</summary>
    public string Archive { get; set; } = "";

    /// <summary>The archive's ETag; null where there is none, or no archive yet.</summary>
    public string? ArchiveETag { get; set; }

    /// <summary>Whether the archive was there before, and holds the very same objects.</summary>
    public bool WasThere { get; set; }

    /// <summary>Whether all was done.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>Objects that are in the archive, verified, or deleted: whatever the job is.</summary>
    public long Objects => Interlocked.Read(ref _objects);

    /// <summary>Of these, members that are stored as they are.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Originals that were left alone, for they have changed, or are gone.</summary>
    public long LeftAlone => Interlocked.Read(ref _leftAlone);

    /// <summary>The bytes of their content.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>The bytes of the archive.</summary>
    public long BytesWritten
    {
        get => Interlocked.Read(ref _bytesWritten);
        set => Interlocked.Exchange(ref _bytesWritten, value);
    }

    /// <summary>What went wrong with the source: listing, reading.</summary>
    public FailureLog Reading { get; } = new();

    /// <summary>What went wrong with the archive and its index.</summary>
    public FailureLog Writing { get; } = new();

    /// <summary>How long the run took so far.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    /// <summary>The time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Whether anything failed, or was not done.</summary>
    public bool HasFailed => !IsCompleted || Reading.Total + Writing.Total > 0;

    /// <summary>Counts an object, as the member that it is.</summary>
    public void Add(ZipMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        Interlocked.Increment(ref _objects);
        Interlocked.Add(ref _stored, member.Method == ZipMethod.Stored ? 1 : 0);
        Interlocked.Add(ref _bytesRead, member.Bytes);
    }

    /// <summary>Counts an original that was left alone.</summary>
    public void AddLeftAlone() => Interlocked.Increment(ref _leftAlone);

    /// <summary>All is done.</summary>
    public void Complete() => IsCompleted = true;
}
