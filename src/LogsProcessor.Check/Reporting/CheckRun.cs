using LogsProcessor.Core.Summary;

namespace LogsProcessor.Check.Reporting;

/// <summary>What became of a file.</summary>
public enum CheckOutcome
{
    /// <summary>Failed until proven done: it could not be read, or what was found not be written. Another attempt may help.</summary>
    Failed,

    /// <summary>It keeps every rule.</summary>
    Valid,

    /// <summary>It was checked, and breaks rules. That is a result, and no failure.</summary>
    Invalid,

    /// <summary>This content was checked before, and nothing was done.</summary>
    Unchanged,
}

/// <summary>A file of a run.</summary>
/// <param name="name">Its name, for people.</param>
public sealed class CheckedFile(string name)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What became of it.</summary>
    public CheckOutcome Outcome { get; private set; }

    /// <summary>Its counts, once its schema is known.</summary>
    public CheckTally? Tally { get; set; }

    /// <summary>Where the annotated rows are, or null.</summary>
    public string? Output { get; set; }

    /// <summary>Bytes of the annotated rows, as they were written.</summary>
    public long BytesWritten { get; set; }

    /// <summary>It was checked, and what was found is written.</summary>
    public void MarkChecked() => Outcome = Tally is { IsValid: true } ? CheckOutcome.Valid : CheckOutcome.Invalid;

    /// <summary>It had been checked before.</summary>
    public void MarkUnchanged() => Outcome = CheckOutcome.Unchanged;
}

/// <summary>Everything that a run counts, and what is told of it at its end. Counted from one thread.</summary>
/// <param name="identity">Which run it is.</param>
/// <param name="clock">The time.</param>
public sealed class CheckRun(RunIdentity identity, TimeProvider clock)
{
    private readonly List<CheckedFile> _files = [];
    private readonly long _started = clock.GetTimestamp();

    /// <summary>Which run it is.</summary>
    public RunIdentity Identity { get; } = identity;

    /// <summary>The files, in the order in which they were begun.</summary>
    public IReadOnlyList<CheckedFile> Files => _files;

    /// <summary>What could not be read or written: events, files, schemas, results.</summary>
    public FailureLog Failures { get; } = new();

    /// <summary>Messages that could not be read as an event.</summary>
    public int FailedMessages { get; private set; }

    /// <summary>What events named besides files to check: test events, removed objects and folders, results of checks, schemas.</summary>
    public int Skipped { get; private set; }

    /// <summary>The time since the run began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    /// <summary>The time of the telling.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>How the run ended. Invalid files are no failure of it.</summary>
    public Outcome Outcome
    {
        get
        {
            var failed = _files.Count(file => file.Outcome == CheckOutcome.Failed);
            return failed + FailedMessages == 0 ? Outcome.Completed
                : failed < _files.Count ? Outcome.Partial
                : Outcome.Failed;
        }
    }

    /// <summary>Begins a file.</summary>
    public CheckedFile Begin(string name)
    {
        var file = new CheckedFile(name);
        _files.Add(file);
        return file;
    }

    /// <summary>A message that could not be read as an event.</summary>
    public void AddFailedMessage(string message)
    {
        FailedMessages++;
        Failures.Add(new Failure(message));
    }

    /// <summary>So many things that are no files to check.</summary>
    public void AddSkipped(int count) => Skipped += count;
}
