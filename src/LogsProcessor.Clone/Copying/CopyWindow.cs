using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Clone.Copying;

/// <summary>
/// Knows up to which key all objects of a segment are done, although they are done in any order. Its size is bounded: while one object takes
/// long, the others get only so far ahead. Thread-safe.
/// </summary>
/// <param name="place">The key up to which all were done before; empty for none.</param>
/// <param name="counts">What became of them.</param>
internal sealed class CopyWindow(string place, CloneCounts counts) : IDisposable
{
    /// <summary>So many objects may be listed behind the first that is not done.</summary>
    internal const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<Entry> _entries = new();
    private readonly SemaphoreSlim _room = new(Most);
    private CloneCounts _counts = counts;
    private string _place = place;

    /// <summary>Up to which key all are done, and what became of all up to it.</summary>
    internal (string Place, CloneCounts Counts) Done
    {
        get
        {
            lock (_lock)
            {
                return (_place, _counts);
            }
        }
    }

    /// <summary>Adds an object behind the others, as soon as there is room.</summary>
    internal async ValueTask<Entry> AddAsync(string key, CancellationToken cancel)
    {
        await _room.WaitAsync(cancel);
        var entry = new Entry(key);
        lock (_lock)
        {
            _entries.Enqueue(entry);
        }

        return entry;
    }

    /// <summary>An object is done.</summary>
    /// <param name="entry">The object.</param>
    /// <param name="outcome">What became of it.</param>
    internal void Finish(Entry entry, CloneCounts outcome)
    {
        lock (_lock)
        {
            entry.Outcome = outcome;
            while (_entries.TryPeek(out var first) && first.Outcome is { } done)
            {
                _entries.Dequeue();
                _place = first.Key;
                _counts += done;
                _room.Release();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _room.Dispose();

    /// <summary>An object in the window.</summary>
    internal sealed class Entry(string key)
    {
        /// <summary>Its key.</summary>
        internal string Key { get; } = key;

        /// <summary>What became of it, or null while it is not done.</summary>
        internal CloneCounts? Outcome { get; set; }
    }
}
