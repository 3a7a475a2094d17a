using System.Globalization;
using System.Net;
using System.Text;

namespace LogsProcessor.Cli.Summaries;

/// <summary>One page that reviews runs: totals, plots, slowest runs, failures. It stands alone: no network, no script.</summary>
internal static class HtmlReport
{
    /// <summary>The page.</summary>
    public static string Of(RunTotals totals)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>LogsProcessor runs</title>\n");
        html.Append(CultureInfo.InvariantCulture, $"<style>{HtmlStyle.Text}</style>\n</head>\n<body>\n<main>\n");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<h1>LogsProcessor runs</h1>\n<p class=\"span\">{TimeOf(totals.Runs[0])} to {TimeOf(totals.Runs[^1])} UTC</p>\n"
        );
        WriteFacts(html, totals);
        var slots = PlotSlots.Of(totals.Runs);
        foreach (var plot in Plots)
        {
            plot.Write(html, slots);
        }

        WriteFailures(html, totals);
        WriteSlowest(html, totals);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static readonly BarPlot[] Plots =
    [
        new(
            "Lines per run",
            "The mean of the runs of each stretch of time.",
            [
                new("confirmed", "a", slot => Mean(slot, run => run.Sent)),
                new("undelivered", "d", slot => Mean(slot, run => run.Undelivered)),
            ],
            value => value.ToString("N0", CultureInfo.InvariantCulture)
        ),
        new(
            "Delivery lag",
            "From a line's time to the end of its run; the greatest of each stretch.",
            [new("lag", "b", slot => Most(slot, run => run.LagMs ?? 0))],
            Duration
        ),
        new(
            "Duration",
            "The longest run of each stretch.",
            [new("duration", "a", slot => Most(slot, run => run.DurationMs))],
            Duration
        ),
        new(
            "Failures",
            "The sum of each stretch, by the stage in which they happened.",
            [
                new("reading", "a", slot => Failures(slot, "reading")),
                new("parsing", "b", slot => Failures(slot, "parsing")),
                new("sending", "c", slot => Failures(slot, "sending")),
                new("sockets", "d", slot => Failures(slot, "sockets")),
                new("finishing", "e", slot => Failures(slot, "finishing")),
            ],
            value => value.ToString("N0", CultureInfo.InvariantCulture)
        ),
    ];

    private static double Mean(PlotSlot slot, Func<RunRecord, long> value) =>
        slot.Runs.Count == 0 ? 0 : slot.Runs.Average(value);

    private static double Most(PlotSlot slot, Func<RunRecord, long> value) =>
        slot.Runs.Count == 0 ? 0 : Math.Max(0, slot.Runs.Max(value));

    private static double Failures(PlotSlot slot, string stage) =>
        slot.Runs.Sum(run => run.Failures.Where(failures => failures.Stage == stage).Sum(failures => failures.Total));

    private static string Duration(double milliseconds) => RunTotals.Describe((long)milliseconds);

    private static void WriteFacts(StringBuilder html, RunTotals totals)
    {
        html.Append("<dl>");
        foreach (var (name, value, note, isFault) in TotalsReport.FactsOf(totals))
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<div{(isFault ? " class=\"fault\"" : "")}><dt>{Html(name)}</dt><dd>{Html(value)}<small>{Html(note)}</small></dd></div>"
            );
        }

        html.Append("</dl>\n");
    }

    private static void WriteFailures(StringBuilder html, RunTotals totals)
    {
        html.Append("<section><h2>Failures by message</h2>");
        if (totals.Failures.Count == 0)
        {
            html.Append("<p>None.</p></section>\n");
            return;
        }

        html.Append(
            "<table><thead><tr><th class=\"n\">told</th><th class=\"n\">runs</th><th>stage</th><th>latest message</th></tr></thead><tbody>"
        );
        foreach (var group in totals.Failures)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td class=\"n\">{group.Count:N0}</td><td class=\"n\">{group.Runs:N0}</td><td>{group.Stage}</td><td class=\"w\">{Html(group.Message)}</td></tr>"
            );
        }

        html.Append("</tbody></table></section>\n");
    }

    private static void WriteSlowest(StringBuilder html, RunTotals totals)
    {
        html.Append(
            "<section><h2>Slowest runs</h2><table><thead><tr><th class=\"n\">duration</th><th class=\"n\">lines</th><th>outcome</th><th>first object</th></tr></thead><tbody>"
        );
        foreach (var run in totals.Slowest)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td class=\"n\">{RunTotals.Describe(run.DurationMs)}</td><td class=\"n\">{run.Lines:N0}</td><td>{Html(run.Outcome)}</td><td class=\"w\" title=\"{Html(run.FirstObject)}\">{Html(run.FirstObject[(run.FirstObject.LastIndexOf('/') + 1)..])}</td></tr>"
            );
        }

        html.Append("</tbody></table></section>\n");
    }

    private static string TimeOf(RunRecord run) =>
        run.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Html(string text) => WebUtility.HtmlEncode(Printable.Of(text));
}
