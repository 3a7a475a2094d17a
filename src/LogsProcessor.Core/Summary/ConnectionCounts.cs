namespace LogsProcessor.Core.Summary;

/// <summary>What became of the connections of a run. Thread-safe.</summary>
public sealed class ConnectionCounts
{
    private long _created;
    private long _destroyed;
    private long _unconfirmed;
    private long _bytesSent;
    private int _peak;

    /// <summary>The most that may be open at once.</summary>
    public int Limit { get; set; }

    /// <summary>How many were opened.</summary>
    public long Created => Interlocked.Read(ref _created);

    /// <summary>How many were closed.</summary>
    public long Destroyed => Interlocked.Read(ref _destroyed);

    /// <summary>How many carried lines, and were not closed in order by both sides.</summary>
    public long Unconfirmed => Interlocked.Read(ref _unconfirmed);

    /// <summary>The most that were open at once.</summary>
    public int Peak => Volatile.Read(ref _peak);

    /// <summary>Bytes that were written to them, those sent again included.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    public void AddCreated()
    {
        var open = (int)(Interlocked.Increment(ref _created) - Destroyed);
        for (var peak = Peak; open > peak; peak = Peak)
        {
            Interlocked.CompareExchange(ref _peak, open, peak);
        }
    }

    public void AddDestroyed() => Interlocked.Increment(ref _destroyed);

    public void AddUnconfirmed() => Interlocked.Increment(ref _unconfirmed);

    public void AddBytesSent(long bytes) => Interlocked.Add(ref _bytesSent, bytes);
}
