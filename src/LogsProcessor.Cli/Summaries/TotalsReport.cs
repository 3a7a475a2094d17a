using System.Globalization;
using System.Text.Json;

namespace LogsProcessor.Cli.Summaries;

/// <summary>Runs and their totals as plain text, and the totals as one line of JSON.</summary>
internal static class TotalsReport
{
    private static readonly string[] RunTitles =
    [
        "ended (UTC)",
        "outcome",
        ">objects",
        ">lines",
        ">undelivered",
        ">malformed",
        ">lag",
        ">duration",
        ">memory",
        "first object",
    ];

    /// <summary>A name is cut from its front: its end tells more.</summary>
    private const int MostNameLength = 60;

    /// <summary>Writes the newest runs, then the totals.</summary>
    public static void Write(TextWriter output, RunTotals totals, int mostRuns)
    {
        var shown = totals.Runs.TakeLast(mostRuns).ToList();
        Columns.Write(output, RunTitles, [.. shown.Select(RowOf)]);
        if (shown.Count < totals.Runs.Count)
        {
            output.WriteLine(Text($"(the newest {shown.Count:N0} of {totals.Runs.Count:N0} runs)"));
        }

        output.WriteLine();
        foreach (var (name, value, note, _) in FactsOf(totals))
        {
            output.WriteLine($"{name, -17}{value}  ({note})");
        }

        WriteSlowest(output, totals);
        WriteFailures(output, totals);
    }

    /// <summary>The totals for people: each with its name, what else is to say of it, and whether somebody should look into it.</summary>
    public static IReadOnlyList<(string Name, string Value, string Note, bool IsFault)> FactsOf(RunTotals totals) =>
        [
            (
                "runs",
                Text($"{totals.Runs.Count:N0}"),
                Text($"{totals.NotCompleted:N0} not completed"),
                totals.NotCompleted > 0
            ),
            (
                "objects",
                Text($"{totals.Objects:N0}"),
                Text($"{totals.FailedObjects:N0} not completed"),
                totals.FailedObjects > 0
            ),
            (
                "lines",
                Text($"{totals.Lines:N0}"),
                Text($"{totals.Sent:N0} confirmed, {totals.Resent:N0} sent again"),
                false
            ),
            ("undelivered", Text($"{totals.Undelivered:N0}"), "lines", totals.Undelivered > 0),
            ("malformed", Text($"{totals.Malformed:N0}"), "lines", false),
            (
                "lag",
                RunTotals.Describe(totals.MedianLagMs),
                $"median; {RunTotals.Describe(totals.MostLagMs)} at most",
                false
            ),
            (
                "duration",
                RunTotals.Describe(totals.MedianDurationMs),
                $"median; {RunTotals.Describe(totals.MostDurationMs)} at most",
                false
            ),
            totals is { Tightest: { } run, HeadroomPercent: { } percent }
                ? (
                    "memory headroom",
                    Text($"{percent:N0} %"),
                    Text($"at least: {run.PeakMb:N0} of {run.LimitMb:N0} MB"),
                    false
                )
                : ("memory headroom", "-", "no run had a limit", false),
        ];

    /// <summary>The totals as one line of JSON, without a line end.</summary>
    public static string ToJson(RunTotals totals, RunHistory history) =>
        JsonText.Of(json =>
        {
            json.WriteNumber("runs", totals.Runs.Count);
            json.WriteNumber("notCompleted", totals.NotCompleted);
            json.WriteString("first", totals.Runs[0].Time);
            json.WriteString("last", totals.Runs[^1].Time);
            json.WriteNumber("objects", totals.Objects);
            json.WriteNumber("failedObjects", totals.FailedObjects);
            json.WriteNumber("lines", totals.Lines);
            json.WriteNumber("sent", totals.Sent);
            json.WriteNumber("resent", totals.Resent);
            json.WriteNumber("undelivered", totals.Undelivered);
            json.WriteNumber("malformed", totals.Malformed);
            WriteSpread(json, "lagMs", totals.MedianLagMs, totals.MostLagMs);
            WriteSpread(json, "durationMs", totals.MedianDurationMs, totals.MostDurationMs);
            if (totals.HeadroomPercent is { } percent)
            {
                json.WriteNumber("memoryHeadroomPercent", Math.Round(percent, 1));
            }
            else
            {
                json.WriteNull("memoryHeadroomPercent");
            }

            WriteFailures(json, totals);
            json.WriteNumber("repeated", history.Repeated);
            json.WriteNumber("passedOver", history.PassedOver);
        });

    /// <summary>A name that fits into a column.</summary>
    public static string Short(string name) =>
        Printable.Of(name.Length <= MostNameLength ? name : $"…{name.AsSpan(name.Length - MostNameLength + 1)}");

    private static string[] RowOf(RunRecord run) =>
        [
            run.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            Printable.Of(run.Outcome),
            Text($"{run.Objects:N0}"),
            Text($"{run.Lines:N0}"),
            Text($"{run.Undelivered:N0}"),
            Text($"{run.Malformed:N0}"),
            RunTotals.Describe(run.LagMs),
            RunTotals.Describe(run.DurationMs),
            run.LimitMb > 0 ? Text($"{run.PeakMb}/{run.LimitMb} MB") : Text($"{run.PeakMb} MB"),
            Short(run.FirstObject),
        ];

    private static void WriteSlowest(TextWriter output, RunTotals totals)
    {
        output.WriteLine();
        output.WriteLine("slowest runs");
        foreach (var run in totals.Slowest)
        {
            output.WriteLine(
                Text($"  {RunTotals.Describe(run.DurationMs), 10}  {run.Lines, 12:N0} lines  {Short(run.FirstObject)}")
            );
        }
    }

    private static void WriteFailures(TextWriter output, RunTotals totals)
    {
        var stages = StageFailures.Stages.Select(stage => Text($"{totals.FailuresOf(stage):N0} {stage}"));
        output.WriteLine();
        output.WriteLine($"failures: {string.Join(", ", stages)}");
        foreach (var group in totals.Failures)
        {
            var message = Printable.Of(group.Message);
            output.WriteLine(Text($"  {group.Count, 6:N0}×  {group.Stage, -9} in {group.Runs:N0} runs: {message}"));
        }
    }

    private static void WriteSpread(Utf8JsonWriter json, string name, long? median, long? most)
    {
        if (median is null || most is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("median", median.Value);
        json.WriteNumber("max", most.Value);
        json.WriteEndObject();
    }

    private static void WriteFailures(Utf8JsonWriter json, RunTotals totals)
    {
        json.WriteStartObject("failures");
        foreach (var stage in StageFailures.Stages)
        {
            json.WriteStartObject(stage);
            json.WriteNumber("total", totals.FailuresOf(stage));
            json.WriteStartArray("messages");
            foreach (var group in totals.Failures.Where(group => group.Stage == stage))
            {
                json.WriteStartObject();
                json.WriteString("message", group.Message);
                json.WriteNumber("count", group.Count);
                json.WriteNumber("runs", group.Runs);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
