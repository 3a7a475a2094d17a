using System.CommandLine;
using System.Globalization;
using LogsProcessor.Cli.Parsing;
using LogsProcessor.Cli.Sources;
using LogsProcessor.Core;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>parse</c>: documents on standard output, nothing sent.</summary>
internal static class ParseCommand
{
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "parse",
            "Writes the documents of a log to standard output; nothing is sent.",
            [
                "logsprocessor parse access.log",
                "zcat access.log.gz | logsprocessor parse --layout aws | head -1",
                "logsprocessor parse --format nlb -",
            ]
        );
        var file = Arguments.One("FILE", "The log, gzip or not; - (default): standard input", fallback: "-");
        var key = new Option<string>("--key")
        {
            Description = "Treat the log as if it had this S3 key, which says its format, account and region",
            HelpName = "S3KEY",
        };
        verb.Add(file);
        verb.Add(key);
        var settings = new SettingOptions(verb, [.. Setting.OfDocuments, .. Setting.OfEvents]);
        verb.SetAction(
            (parsed, stop) =>
            {
                var reader = settings.Reader(parsed, terminal);
                var options = DocumentOptions.Read(reader);
                reader.ThrowIfFaulty();
                return RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(key), options, terminal, stop);
            }
        );
        return verb;
    }

    private static async Task<int> RunAsync(
        string path,
        string? key,
        DocumentOptions options,
        Terminal terminal,
        CancellationToken stop
    )
    {
        if (path != "-" && !File.Exists(path))
        {
            throw new UsageException($"'{path}' is not a file");
        }

        ILogObject source = path == "-" ? new StandardInput(terminal.Input, key) : new LocalFile(path, key);
        var sink = new OutputSink(terminal.Output);
        var summary = new RunSummary(new RunIdentity(), terminal.Clock);
        var documents = new DocumentPlans(options);
        var pipeline = new LogPipeline(new PipelineOptions { Documents = documents }, sink, summary, terminal.Clock);
        await pipeline.RunAsync([source], stop);
        if (sink.Fault is not null)
        {
            throw sink.Fault;
        }

        return Report(summary, terminal, stop);
    }

    private static int Report(RunSummary summary, Terminal terminal, CancellationToken stop)
    {
        foreach (var failure in summary.Failures.Reading.LastFew)
        {
            terminal.Complain($"{failure.Key}: {failure.Message}");
        }

        var tally = summary.Objects.Single();
        var filtered =
            tally.Filtered > 0 ? string.Create(CultureInfo.InvariantCulture, $", {tally.Filtered} filtered") : "";
        terminal.Tell(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{tally.Encountered} lines: {tally.Parsed} parsed, {tally.Malformed} malformed, {tally.Skipped} skipped{filtered}"
            )
        );
        return ExitCode.Of(summary, stop);
    }
}
