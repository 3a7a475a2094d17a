using System.Collections.Concurrent;
using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Clone.Tests;

/// <summary>Keeps problems in memory.</summary>
internal sealed class ProblemList : IProblemLog
{
    private readonly ConcurrentQueue<CloneProblem> _problems = new();

    /// <summary>As in <c>missing a/b</c>, sorted.</summary>
    public IEnumerable<string> Lines =>
        _problems.Select(problem => $"{problem.Kind} {problem.Key}").Order(StringComparer.Ordinal);

    public void Add(CloneProblem problem) => _problems.Enqueue(problem);
}
