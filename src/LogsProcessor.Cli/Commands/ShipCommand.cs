using System.CommandLine;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Cli.Shipping;
using LogsProcessor.Cli.Sources;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>ship</c>: the main job, from a terminal.</summary>
internal static class ShipCommand
{
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "ship",
            "Ships logs to Logstash: parses every line, sends it as JSON, and confirms that it has arrived.",
            [
                "logsprocessor ship access.log",
                "logsprocessor ship logs/ '2026/**/*.log.gz' --logstash logstash.example.net:5044 --connections 4",
                "logsprocessor ship s3://my-logs/AWSLogs/ --logstash one:5044,two:5044 --tls --ca-file ca.pem",
                "logsprocessor ship s3://my-logs/AWSLogs/ --since 2026-03-04 --until 2026-03-06 --dry-run",
                "logsprocessor ship s3://my-logs/AWSLogs/ --since 7d --parallel 8 --resume replay.state --logstash one:5044",
                "logsprocessor ship s3://my-archive/2026-03-09.zip --logstash one:5044",
                "zcat access.log.gz | logsprocessor ship - --format alb --out documents.ndjson",
            ]
        );
        var sources = Arguments.Several(
            "SOURCE",
            "A file, a folder, a pattern, - for standard input, s3://bucket/key, s3://bucket/prefix/; of a .zip, its members"
        );
        var key = new Option<string>("--key")
        {
            Description = "Treat files as if they had this S3 key, which says their format, account and region",
            HelpName = "S3KEY",
        };
        verb.Add(sources);
        verb.Add(key);
        var arguments = new ShipArguments(verb);
        verb.SetAction(
            async (parsed, stop) =>
            {
                var names = parsed.GetRequiredValue(sources);
                var options = arguments.Read(parsed, terminal, isStored: names.Any(S3Location.IsMeant));
                using var store = options.Storage is null ? null : NewStore(options.Storage, options, terminal);
                var finder = new SourceFinder(terminal.Input, parsed.GetValue(key), store);
                return await new ShipRun(options, new NamedSources(finder, names), terminal).RunAsync(stop);
            }
        );
        return verb;
    }

    private static S3Store NewStore(S3Options storage, ShipOptions options, Terminal terminal) =>
        new(storage, terminal.Clock)
        {
            Range = options.Range,
            IsLookingUp = options.Range.IsBounded || options.StateFile is not null || options.IsDryRun,
        };
}
