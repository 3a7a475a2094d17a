using LogsProcessor.Core.Summary;

namespace LogsProcessor.Check.Reporting;

/// <summary>The CloudWatch metrics of a run.</summary>
internal static class CheckMetrics
{
    internal static SummaryMetric[] Of(CheckRun run, int peakMb)
    {
        var tallies = run.Files.Select(file => file.Tally).OfType<CheckTally>().ToList();
        return
        [
            new("Runs", "Count", 1),
            new("RunsFailed", "Count", run.Outcome == Outcome.Completed ? 0 : 1),
            new("FilesValid", "Count", CountOf(run, CheckOutcome.Valid)),
            new("FilesInvalid", "Count", CountOf(run, CheckOutcome.Invalid)),
            new("FilesUnchanged", "Count", CountOf(run, CheckOutcome.Unchanged)),
            new("FilesFailed", "Count", CountOf(run, CheckOutcome.Failed)),
            new("RowsRead", "Count", tallies.Sum(tally => tally.Rows)),
            new("RowsValid", "Count", tallies.Sum(tally => tally.Valid)),
            new("RowsInvalid", "Count", tallies.Sum(tally => tally.Invalid)),
            new("Errors", "Count", tallies.Sum(tally => tally.Errors)),
            new("ValuesUnchecked", "Count", tallies.Sum(tally => tally.Unchecked)),
            new("Failures", "Count", run.Failures.Total),
            new("BytesRead", "Bytes", tallies.Sum(tally => tally.BytesRead)),
            new("BytesWritten", "Bytes", run.Files.Sum(file => file.BytesWritten)),
            new("DurationMs", "Milliseconds", (long)run.Elapsed.TotalMilliseconds),
            new("MemoryPeakMb", "Megabytes", peakMb),
        ];
    }

    internal static int CountOf(CheckRun run, CheckOutcome outcome) => run.Files.Count(file => file.Outcome == outcome);
}
