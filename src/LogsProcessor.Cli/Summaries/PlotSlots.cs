namespace LogsProcessor.Cli.Summaries;

/// <summary>A stretch of time in a plot, and the runs that ended in it.</summary>
/// <param name="Start">Its beginning.</param>
/// <param name="Runs">Its runs.</param>
internal sealed record PlotSlot(DateTimeOffset Start, IReadOnlyList<RunRecord> Runs);

/// <summary>Cuts the time of all runs into equal stretches, so that gaps show, and ten thousand runs take no more room than fifty.</summary>
internal static class PlotSlots
{
    private const int Most = 72;
    private const int Least = 12;

    /// <summary>The stretches, oldest first, also those without a run.</summary>
    public static IReadOnlyList<PlotSlot> Of(IReadOnlyList<RunRecord> runs)
    {
        var start = runs[0].Time;
        var span = runs[^1].Time - start;
        if (span == TimeSpan.Zero)
        {
            return [new PlotSlot(start, runs)];
        }

        var count = Math.Clamp(runs.Count, Least, Most);
        var inSlot = runs.ToLookup(run => (int)Math.Min(count - 1, (run.Time - start) / span * count));
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(slot => new PlotSlot(start + (span * slot / count), [.. inSlot[slot]])),
        ];
    }
}
