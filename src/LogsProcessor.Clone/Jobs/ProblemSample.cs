using System.Collections.Concurrent;
using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Clone.Jobs;

/// <summary>Keeps the first problems of a segment for its response. Thread-safe.</summary>
internal sealed class ProblemSample : IProblemLog
{
    internal const int Most = 100;

    private readonly ConcurrentQueue<CloneProblem> _problems = new();

    /// <summary>The problems.</summary>
    internal IReadOnlyList<CloneProblem> Problems => [.. _problems.Take(Most)];

    /// <inheritdoc/>
    public void Add(CloneProblem problem)
    {
        if (_problems.Count < Most && problem.Kind != "extra")
        {
            _problems.Enqueue(problem);
        }
    }
}
