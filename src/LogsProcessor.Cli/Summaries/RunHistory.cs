namespace LogsProcessor.Cli.Summaries;

/// <summary>The runs that were found in a log, and what else was.</summary>
internal sealed class RunHistory
{
    private readonly List<RunRecord> _runs = [];
    private readonly HashSet<(string RequestId, DateTimeOffset Time)> _known = [];

    /// <summary>The runs, oldest first.</summary>
    public IReadOnlyList<RunRecord> Runs => [.. _runs.OrderBy(run => run.Time)];

    /// <summary>Lines, or events of a log, that are no summary.</summary>
    public long PassedOver { get; private set; }

    /// <summary>Summaries that were there more than once, as in exports that overlap.</summary>
    public long Repeated { get; private set; }

    /// <summary>Adds a run; null: something else.</summary>
    public void Add(RunRecord? run)
    {
        if (run is null)
        {
            PassedOver++;
        }
        else if (_known.Add((run.RequestId, run.Time)))
        {
            _runs.Add(run);
        }
        else
        {
            Repeated++;
        }
    }
}
