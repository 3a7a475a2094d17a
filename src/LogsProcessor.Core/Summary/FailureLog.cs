namespace LogsProcessor.Core.Summary;

/// <summary>What went wrong, once.</summary>
/// <param name="Message">What it was, in words.</param>
/// <param name="Key">The object it happened to, or null.</param>
/// <param name="Line">The number of the line, from 1, or null.</param>
/// <param name="Offset">The line's byte offset, or null.</param>
/// <param name="Text">The line's beginning, or null.</param>
public sealed record Failure(
    string Message,
    string? Key = null,
    long? Line = null,
    long? Offset = null,
    string? Text = null
);

/// <summary>Failures of one kind: how many, and the last few. Thread-safe.</summary>
public sealed class FailureLog
{
    /// <summary>So many are kept.</summary>
    public const int MostKept = 5;

    private readonly Lock _lock = new();
    private readonly Queue<Failure> _lastFew = new();
    private long _total;

    /// <summary>How many there were.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>The last few, newest last.</summary>
    public IReadOnlyList<Failure> LastFew
    {
        get
        {
            lock (_lock)
            {
                return [.. _lastFew];
            }
        }
    }

    /// <summary>The last one, or null.</summary>
    public Failure? Last => LastFew is [.., var last] ? last : null;

    /// <summary>Adds one.</summary>
    public void Add(Failure failure)
    {
        Interlocked.Increment(ref _total);
        lock (_lock)
        {
            if (_lastFew.Count == MostKept)
            {
                _lastFew.Dequeue();
            }

            _lastFew.Enqueue(failure);
        }
    }
}

/// <summary>Failures by the stage they happened in.</summary>
public sealed class RunFailures
{
    /// <summary>Events and objects that could not be read.</summary>
    public FailureLog Reading { get; } = new();

    /// <summary>Lines that are no records.</summary>
    public FailureLog Parsing { get; } = new();

    /// <summary>Lines that could not be delivered.</summary>
    public FailureLog Sending { get; } = new();

    /// <summary>What was to be done with an object once its lines were delivered, or with its place, and could not be.</summary>
    public FailureLog Finishing { get; } = new();

    /// <summary>Connections that could not be opened, or broke.</summary>
    public FailureLog Sockets { get; } = new();
}
