namespace LogsProcessor.Core.Summary;

/// <summary>
/// Everything that a run counts, and what is told of it at its end. Failed until proven done: it says <see cref="Outcome.Completed"/>
/// only if every object was read whole, every line due is confirmed, every event could be read, and all was done that was to be done
/// afterwards. Thread-safe.
/// </summary>
public sealed class RunSummary(RunIdentity identity, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<ObjectTally> _objects = [];
    private readonly long _started = clock.GetTimestamp();
    private int _failedMessages;
    private int _testEvents;
    private int _removedEvents;
    private int _emptyObjects;
    private int _testObjects;
    private int _ownObjects;

    /// <summary>Which run it is.</summary>
    public RunIdentity Identity { get; } = identity;

    /// <summary>What went wrong.</summary>
    public RunFailures Failures { get; } = new();

    /// <summary>What became of the connections.</summary>
    public ConnectionCounts Connections { get; } = new();

    /// <summary>The objects, in the order in which they were begun.</summary>
    public IReadOnlyList<ObjectTally> Objects
    {
        get
        {
            lock (_lock)
            {
                return [.. _objects];
            }
        }
    }

    /// <summary>Messages that could not be read as an event.</summary>
    public int FailedMessages => _failedMessages;

    /// <summary>Events by which S3 tells that it will send some.</summary>
    public int TestEvents => _testEvents;

    /// <summary>Events about objects that were removed.</summary>
    public int RemovedEvents => _removedEvents;

    /// <summary>Objects without content.</summary>
    public int EmptyObjects => _emptyObjects;

    /// <summary>The objects that AWS writes when logging is switched on.</summary>
    public int TestObjects => _testObjects;

    /// <summary>Objects that this program has written itself: notes on failures, checkpoints, archived objects.</summary>
    public int OwnObjects => _ownObjects;

    /// <summary>The time since the run began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    /// <summary>The time of the telling.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>How the run ended.</summary>
    public Outcome Outcome
    {
        get
        {
            var objects = Objects;
            var completed = objects.Count(tally => tally.Outcome == Outcome.Completed);
            if (completed == objects.Count && FailedMessages == 0 && Failures.Finishing.Total == 0)
            {
                return Outcome.Completed;
            }

            return completed > 0 || objects.Any(tally => tally.Outcome is Outcome.Partial or Outcome.Continued)
                ? Outcome.Partial
                : Outcome.Failed;
        }
    }

    /// <summary>Whether something failed. A run whose objects are done or go on in another one has not.</summary>
    public bool HasFailed =>
        FailedMessages > 0
        || Failures.Finishing.Total > 0
        || Objects.Any(tally => tally.Outcome is Outcome.Failed or Outcome.Partial);

    /// <summary>Begins an object.</summary>
    public ObjectTally Begin(string name)
    {
        var tally = new ObjectTally(name);
        lock (_lock)
        {
            _objects.Add(tally);
        }

        return tally;
    }

    /// <summary>A message that could not be read as an event.</summary>
    public void AddFailedMessage(string message)
    {
        Interlocked.Increment(ref _failedMessages);
        Failures.Reading.Add(new Failure(message));
    }

    /// <summary>An object was stopped before its end, and does not go on in another run.</summary>
    public void AddStopped(ObjectTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        Failures.Reading.Add(
            new Failure("the run was stopped before the object's end", tally.Name, Offset: tally.BytesRead)
        );
    }

    /// <summary>Objects that this program has written itself, and that are passed over. That is no failure.</summary>
    public void AddOwnObjects(int objects) => Interlocked.Add(ref _ownObjects, objects);

    /// <summary>What an event names besides objects to ship. None of it is a failure.</summary>
    /// <param name="testEvents">Events by which S3 tells that it will send some.</param>
    /// <param name="removedEvents">Events about objects that were removed.</param>
    /// <param name="emptyObjects">Objects without content.</param>
    /// <param name="testObjects">Objects that AWS writes when logging is switched on.</param>
    public void AddSkipped(int testEvents, int removedEvents, int emptyObjects, int testObjects)
    {
        Interlocked.Add(ref _testEvents, testEvents);
        Interlocked.Add(ref _removedEvents, removedEvents);
        Interlocked.Add(ref _emptyObjects, emptyObjects);
        Interlocked.Add(ref _testObjects, testObjects);
    }
}
