using System.Collections.Concurrent;
using LogsProcessor.Core.Json;

namespace LogsProcessor.Logstash;

/// <summary>
/// Batches, kept from run to run, as long as the process lives: memory that was used before is cheap to use again. A run takes from here
/// what it may have, and gives it back at its end, so the store holds what the greatest run so far had:
/// <see cref="LogstashOptions.MostBatches"/> at the most, as long as the runs follow one another. Thread-safe.
/// </summary>
public sealed class BatchStore
{
    private readonly ConcurrentStack<Batch> _kept = new();
    private readonly BatchMemory _memory = new();
    private int _lent;

    /// <summary>The batches that are here.</summary>
    internal int Count => _kept.Count;

    /// <summary>The batches that were taken and have not come back: none, once a run has ended, however it went.</summary>
    internal int Lent => _lent;

    /// <summary>The one that was used last, or a new one.</summary>
    internal Batch Take()
    {
        Interlocked.Increment(ref _lent);
        return _kept.TryPop(out var batch) ? batch : new Batch(_memory.Take());
    }

    /// <summary>Takes an empty batch back.</summary>
    internal void Keep(Batch batch)
    {
        _kept.Push(batch);
        Interlocked.Decrement(ref _lent);
    }
}
