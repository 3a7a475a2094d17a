using System.CommandLine;
using LogsProcessor.Cli.Redriving;
using LogsProcessor.Cli.Shipping;
using LogsProcessor.Cli.Sources;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>redrive</c>: ships the objects of events that failed.</summary>
internal static class RedriveCommand
{
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "redrive",
            "Ships the objects of failed events: SQS messages, Lambda's on-failure records, or the events as they are. "
                + "Tells of each, as a line of JSON, what became of it; the summary comes last.",
            [
                "logsprocessor redrive failed.json --logstash logstash.example.net:5044",
                "aws sqs receive-message --queue-url $DLQ --max-number-of-messages 10 | logsprocessor redrive --dry-run",
                "logsprocessor redrive failed.ndjson --resume redrive.state --parallel 8 --logstash one:5044",
            ]
        );
        var file = Arguments.One("FILE", "The events, JSON: one a line, or an array; - (default): standard input", "-");
        verb.Add(file);
        var arguments = new ShipArguments(verb);
        verb.SetAction(
            async (parsed, stop) =>
            {
                var path = parsed.GetRequiredValue(file);
                var options = arguments.Read(parsed, terminal, isStored: true);
                var events = FailedEventReader.Read(await ReadAsync(path, terminal, stop));
                if (events.Count == 0)
                {
                    throw new UsageException($"'{path}' holds no event: JSON, one a line or an array, is allowed");
                }

                using var store = new S3Store(options.Storage!, terminal.Clock);
                return await new ShipRun(options, new FailedEvents(events, store), terminal).RunAsync(stop);
            }
        );
        return verb;
    }

    private static async Task<byte[]> ReadAsync(string path, Terminal terminal, CancellationToken stop)
    {
        await using var input = InputFile.Open(path, terminal);
        using var text = new MemoryStream();
        await input.CopyToAsync(text, stop);
        return text.ToArray();
    }
}
