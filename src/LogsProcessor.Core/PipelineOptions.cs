using LogsProcessor.Core.Json;
using LogsProcessor.Core.Lines;

namespace LogsProcessor.Core;

/// <summary>Options of a run.</summary>
public sealed record PipelineOptions
{
    /// <summary>What documents look like, and the plans that runs with these options have made for them.</summary>
    public DocumentPlans Documents { get; init; } = new(new DocumentOptions());

    /// <summary>Bounds for lines.</summary>
    public LineReaderOptions Lines { get; init; } = new();

    /// <summary>
    /// Whether an object that was stopped before its end may go on in another run. Then it is the caller's to tell whether it does, or
    /// that it failed (<see cref="Summary.RunSummary.AddStopped"/>). Default no: stopping fails the object.
    /// </summary>
    public bool MayContinue { get; init; }

    /// <summary>So many objects are shipped side by side. Default 2.</summary>
    public int ParallelObjects { get; init; } = 2;
}
