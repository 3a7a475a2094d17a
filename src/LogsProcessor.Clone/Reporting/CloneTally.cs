using LogsProcessor.Core.Summary;

namespace LogsProcessor.Clone.Reporting;

/// <summary>Counts a run. Thread-safe.</summary>
/// <param name="log">Takes down each problem, or null.</param>
/// <param name="whole">The tally of which this is a part, or null.</param>
public sealed class CloneTally(IProblemLog? log = null, CloneTally? whole = null)
{
    private readonly Lock _lock = new();
    private CloneCounts _counts = new();

    /// <summary>The counts by now.</summary>
    public CloneCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts;
            }
        }
    }

    /// <summary>The last few failures, and how many there were.</summary>
    public FailureLog Failures { get; } = new();

    /// <summary>Adds to the counts.</summary>
    internal void Add(CloneCounts counts)
    {
        lock (_lock)
        {
            _counts += counts;
        }

        whole?.Add(counts);
    }

    /// <summary>Takes down a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="isFailure">Whether the run fails for it.</param>
    internal void Add(CloneProblem problem, bool isFailure)
    {
        if (isFailure)
        {
            Failures.Add(new Failure(problem.Message ?? $"the object is {problem.Kind}", problem.Key));
        }

        log?.Add(problem);
        whole?.Add(problem, isFailure);
    }
}
