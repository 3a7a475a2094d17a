namespace LogsProcessor.Core.Summary;

/// <summary>How an object, or a whole run, ended.</summary>
public enum Outcome
{
    /// <summary>Failed until proven done: something was not delivered, or not known to be.</summary>
    Failed,

    /// <summary>Some of it was delivered, some not.</summary>
    Partial,

    /// <summary>An object only: the time was over before its end, and another run goes on from where every line is confirmed.</summary>
    Continued,

    /// <summary>Every line was delivered, and confirmed.</summary>
    Completed,
}

/// <summary>
/// The counts of one object. Reading and parsing count from one thread; what becomes of the lines sent is told by the connections, from
/// any thread.
/// </summary>
public sealed class ObjectTally(string name)
{
    private readonly Lock _lock = new();
    private ReadPlace? _firstUndelivered;
    private long _sent;
    private long _resent;
    private long _undelivered;
    private volatile bool _isReadWhole;
    private volatile bool _isContinued;

    /// <summary>The object's name, for people.</summary>
    public string Name { get; } = name;

    /// <summary>What it turned out to be, once it was opened.</summary>
    public ObjectIdentity? Identity { get; set; }

    /// <summary>The place from which lines are due; the counts here are of what stands behind it.</summary>
    public ReadPlace Start { get; private set; }

    /// <summary>How far it was read, up to a place between two lines.</summary>
    public ReadPlace Reached { get; private set; }

    /// <summary>Once the run has ended: the place before which every line is confirmed, and behind which the next run has to go on.</summary>
    public ReadPlace Confirmed
    {
        get
        {
            lock (_lock)
            {
                return _firstUndelivered ?? Reached;
            }
        }
    }

    /// <summary>Whether its text is compressed in it.</summary>
    public bool IsCompressed { get; internal set; }

    /// <summary>Whether reading was stopped before its end, for nothing that is the object's fault.</summary>
    public bool IsStopped { get; internal set; }

    /// <summary>Lines found: records, malformed and skipped ones. A record that spans several lines counts once.</summary>
    public long Encountered => Parsed + Malformed + Skipped;

    /// <summary>Lines that are records.</summary>
    public long Parsed { get; internal set; }

    /// <summary>Lines that are none, and are shipped as they are.</summary>
    public long Malformed { get; internal set; }

    /// <summary>Lines with nothing to ship.</summary>
    public long Skipped { get; internal set; }

    /// <summary>Records that are not shipped: excluded by a rule, or not in the sample.</summary>
    public long Filtered { get; internal set; }

    /// <summary>Lines to ship.</summary>
    public long Due => Parsed - Filtered + Malformed;

    /// <summary>Records with more fields than are documented: AWS has added some.</summary>
    public long NewFields { get; internal set; }

    /// <summary>Bytes of the object that were read, compressed as they are.</summary>
    public long BytesRead { get; set; }

    /// <summary>Bytes of log text.</summary>
    public long BytesDecompressed { get; internal set; }

    /// <summary>Lines whose delivery is confirmed.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Lines that were sent once more, because it was in doubt whether they had arrived.</summary>
    public long Resent => Interlocked.Read(ref _resent);

    /// <summary>Lines that were given up.</summary>
    public long Undelivered => Interlocked.Read(ref _undelivered);

    /// <summary>The earliest and the latest time of its records.</summary>
    public RecordTimes Times { get; } = new();

    /// <summary>How it ended; failed until every line was read, and every one due is confirmed.</summary>
    public Outcome Outcome =>
        _isContinued ? Outcome.Continued
        : _isReadWhole && Sent == Due ? Outcome.Completed
        : Sent > 0 ? Outcome.Partial
        : Outcome.Failed;

    /// <summary>Every line of the object was read and handed on.</summary>
    public void MarkReadWhole() => _isReadWhole = true;

    /// <summary>The delivery of so many lines is confirmed.</summary>
    public void AddSent(int lines) => Interlocked.Add(ref _sent, lines);

    /// <summary>So many lines are sent once more.</summary>
    public void AddResent(long lines) => Interlocked.Add(ref _resent, lines);

    /// <summary>So many lines are given up.</summary>
    /// <param name="lines">Their number.</param>
    /// <param name="start">The place before the first of them.</param>
    public void AddUndelivered(int lines, ReadPlace start)
    {
        Interlocked.Add(ref _undelivered, lines);
        lock (_lock)
        {
            _firstUndelivered = _firstUndelivered is { } first && first.Offset <= start.Offset ? first : start;
        }
    }

    /// <summary>
    /// Another run goes on from <see cref="Confirmed"/>. What was counted behind that place is that run's to count: over the runs of an
    /// object, each line is encountered once and sent once. Lines confirmed behind it will be sent again, and count here as resent.
    /// </summary>
    public void MarkContinued()
    {
        var end = Confirmed;
        Parsed = end.Parsed - Start.Parsed;
        Malformed = end.Malformed - Start.Malformed;
        Skipped = end.Skipped - Start.Skipped;
        Filtered = end.Filtered - Start.Filtered;
        var due = Due;
        AddResent(Sent - due);
        Interlocked.Exchange(ref _sent, due);
        Interlocked.Exchange(ref _undelivered, 0);
        _isContinued = true;
    }

    /// <summary>The object was opened.</summary>
    internal void MarkOpened(ObjectIdentity identity, ReadPlace start)
    {
        Identity = identity;
        Start = start;
        Reached = start;
    }

    /// <summary>Every line before <paramref name="offset"/>, where one begins or the text ends, is counted, and in a batch.</summary>
    internal void MarkReached(long offset) =>
        Reached = new ReadPlace(
            offset,
            Start.Parsed + Parsed,
            Start.Malformed + Malformed,
            Start.Skipped + Skipped,
            Start.Filtered + Filtered
        );
}
