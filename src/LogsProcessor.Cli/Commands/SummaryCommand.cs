using System.CommandLine;
using LogsProcessor.Cli.Summaries;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>summary</c>: reviews the summaries of many runs.</summary>
internal static class SummaryCommand
{
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "summary",
            "Reviews runs by their summaries, found in the function's log group or log, a CloudWatch export or what 'aws logs' "
                + "prints; other lines are passed over.",
            [
                "logsprocessor summary --log-group /aws/lambda/orders-logs --since 7d --html runs.html",
                "logsprocessor summary runs.log",
                "logsprocessor summary --json runs.log.gz",
                "aws logs filter-log-events --log-group-name $GROUP --filter-pattern '\"outcome\"' | logsprocessor summary -",
            ]
        );
        var arguments = new SummaryArguments(verb);
        var html = new Option<string>("--html")
        {
            Description = "Write a page with plots to this file; it needs no network",
            HelpName = "FILE",
        };
        var isJson = new Option<bool>("--json") { Description = "Only the totals, as one line of JSON" };
        verb.Add(html);
        verb.Add(isJson);
        verb.SetAction(
            async (parsed, stop) =>
            {
                var (source, mostRuns) = arguments.Read(parsed, terminal);
                var history = await source.ReadAsync(stop);
                if (history.Runs.Count == 0)
                {
                    terminal.Complain(
                        $"{source.Name} holds no run summary; {history.PassedOver} lines were passed over"
                    );
                    return ExitCode.Failed;
                }

                var totals = new RunTotals(history.Runs);
                if (parsed.GetValue(html) is { } page)
                {
                    await WritePageAsync(page, totals, stop);
                }

                Write(totals, history, parsed.GetValue(isJson), mostRuns, terminal);
                return ExitCode.Done;
            }
        );
        return verb;
    }

    private static void Write(RunTotals totals, RunHistory history, bool isJson, int mostRuns, Terminal terminal)
    {
        if (isJson)
        {
            terminal.Report(TotalsReport.ToJson(totals, history));
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        TotalsReport.Write(text, totals, mostRuns);
        terminal.Report(text.ToString());
        terminal.Tell($"{history.PassedOver} other lines passed over, {history.Repeated} summaries there twice");
    }

    private static async Task WritePageAsync(string path, RunTotals totals, CancellationToken stop)
    {
        try
        {
            await File.WriteAllTextAsync(path, HtmlReport.Of(totals), stop);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"--html is '{path}': a file that can be written is allowed ({exception.Message})"
            );
        }
    }
}
