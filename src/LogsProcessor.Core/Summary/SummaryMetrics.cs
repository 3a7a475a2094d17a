namespace LogsProcessor.Core.Summary;

/// <summary>One CloudWatch metric of a summary.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its CloudWatch unit.</param>
/// <param name="Value">Its value; zeros are told too, so that alarms have data.</param>
public sealed record SummaryMetric(string Name, string Unit, long Value);

/// <summary>The metrics that a summary emits, and their dimensions.</summary>
public static class SummaryMetrics
{
    /// <summary>CloudWatch refuses an empty dimension value.</summary>
    private const string Unset = "-";

    /// <summary>The dimensions: one set of three, never an object or a request, whose number has no bound and is paid for.</summary>
    public static IReadOnlyList<(string Name, string Value)> Dimensions(RunIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return
        [
            ("Application", OrUnset(identity.Application)),
            ("Component", OrUnset(identity.Component)),
            ("Environment", OrUnset(identity.Environment)),
        ];
    }

    internal static SummaryMetric[] Of(RunSummary summary, IReadOnlyList<ObjectTally> objects, int peakMb)
    {
        var due = objects.Sum(tally => tally.Due);
        var sent = objects.Sum(tally => tally.Sent);
        var completed = objects.Count(tally => tally.Outcome == Outcome.Completed);
        var continued = objects.Count(tally => tally.Outcome == Outcome.Continued);
        var (first, _) = TimesOf(objects);
        return
        [
            new("Runs", "Count", 1),
            new("RunsFailed", "Count", summary.HasFailed ? 1 : 0),
            new("ObjectsCompleted", "Count", completed),
            new("ObjectsContinued", "Count", continued),
            new("ObjectsFailed", "Count", objects.Count - completed - continued),
            new("LinesEncountered", "Count", objects.Sum(tally => tally.Encountered)),
            new("LinesParsed", "Count", objects.Sum(tally => tally.Parsed)),
            new("LinesMalformed", "Count", objects.Sum(tally => tally.Malformed)),
            new("LinesSkipped", "Count", objects.Sum(tally => tally.Skipped)),
            new("LinesFiltered", "Count", objects.Sum(tally => tally.Filtered)),
            new("LinesSent", "Count", sent),
            new("LinesResent", "Count", objects.Sum(tally => tally.Resent)),
            new("LinesUndelivered", "Count", due - sent),
            new("NewFields", "Count", objects.Sum(tally => tally.NewFields)),
            new("ReadingFailures", "Count", summary.Failures.Reading.Total),
            new("ParsingFailures", "Count", summary.Failures.Parsing.Total),
            new("SendingFailures", "Count", summary.Failures.Sending.Total),
            new("FinishingFailures", "Count", summary.Failures.Finishing.Total),
            new("SocketFailures", "Count", summary.Failures.Sockets.Total),
            new("ConnectionsCreated", "Count", summary.Connections.Created),
            new("ConnectionsDestroyed", "Count", summary.Connections.Destroyed),
            new("ConnectionsUnconfirmed", "Count", summary.Connections.Unconfirmed),
            new("BytesRead", "Bytes", objects.Sum(tally => tally.BytesRead)),
            new("BytesSent", "Bytes", summary.Connections.BytesSent),
            new("DurationMs", "Milliseconds", (long)summary.Elapsed.TotalMilliseconds),
            new(
                "DeliveryLagMs",
                "Milliseconds",
                first is null ? 0 : (long)(summary.Now - first.Value).TotalMilliseconds
            ),
            new("MemoryPeakMb", "Megabytes", peakMb),
        ];
    }

    internal static (DateTimeOffset? First, DateTimeOffset? Last) TimesOf(IReadOnlyList<ObjectTally> objects) =>
        (objects.Min(tally => tally.Times.First), objects.Max(tally => tally.Times.Last));

    private static string OrUnset(string value) => value.Length == 0 ? Unset : value;
}
