using System.CommandLine;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Cli.Cloning;
using LogsProcessor.Clone;
using LogsProcessor.Core.Settings;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>clone</c>: copies a bucket, or a prefix of it.</summary>
internal static class CloneCommand
{
    private static readonly Setting[] OwnSettings =
    [
        OfRun("--parallel", "N", "Most requests on their way at once, 1 to 512 (default: 64)"),
        OfRun(
            "--since",
            "TIME",
            "Only objects from that time on, by the key's date: 2026-03-04, 2026-03-04T05:00Z, or an age: 90m, 24h, 7d"
        ),
        OfRun("--until", "TIME", "Only objects before that time; a date means its 00:00 UTC"),
        OfRun("--dry-run", "", "Copy nothing; tell what would be copied"),
        OfRun("--verify-only", "", "Copy nothing; compare the destination with the source"),
        OfRun("--report", "FILE", "Write a line of JSON for each object that is not as it should be"),
    ];

    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "clone",
            "Copies a bucket, or what begins with a prefix, into another, and compares both sides. "
                + "What is there already is left; run it again to go on after an interruption.",
            [
                "logsprocessor clone s3://my-logs/ s3://my-backup/",
                "logsprocessor clone s3://my-logs/AWSLogs/ s3://my-backup/2026/AWSLogs/ --since 7d --parallel 128",
                "logsprocessor clone s3://my-logs/ s3://my-backup/ --verify-only --report differences.ndjson",
            ]
        );
        var source = Arguments.One("SOURCE", "Where from: s3://bucket/prefix");
        var destination = Arguments.One("DESTINATION", "Where to: s3://bucket/prefix; it takes the place of SOURCE's");
        verb.Add(source);
        verb.Add(destination);
        var settings = new SettingOptions(verb, [.. OwnSettings, .. Setting.OfStorage]);
        verb.SetAction(
            (parsed, stop) =>
            {
                var from = PlaceOf(parsed.GetRequiredValue(source));
                var to = PlaceOf(parsed.GetRequiredValue(destination));
                var task = Read(settings.Reader(parsed, terminal), from, to, terminal.Clock.GetUtcNow());
                return new CloneVerb(task, terminal).RunAsync(stop);
            }
        );
        return verb;
    }

    private static Setting OfRun(string option, string value, string description) =>
        new(option, option, value, description);

    private static ClonePlace PlaceOf(string text)
    {
        try
        {
            var place = S3Location.Parse(text);
            return new ClonePlace { Bucket = place.Bucket, Prefix = place.Key };
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static CloneTask Read(
        SettingsReader settings,
        ClonePlace source,
        ClonePlace destination,
        DateTimeOffset now
    )
    {
        var task = new CloneTask
        {
            Source = source,
            Destination = destination,
            Storage = S3Options.Read(settings),
            Range = ShipArguments.ReadRange(settings, now),
            Identity = new RunIdentity(),
            ReportFile = settings.Optional("--report"),
            Options = new CloneOptions
            {
                Parallel = settings.Number("--parallel", new CloneOptions().Parallel, 1, 512),
                // What is listed first is copied while the rest is listed.
                SegmentObjects = 2000,
                IsDryRun = settings.OnOff("--dry-run", fallback: false),
                IsVerifyOnly = settings.OnOff("--verify-only", fallback: false),
            },
        };
        if (task.Options is { IsDryRun: true, IsVerifyOnly: true })
        {
            settings.Fault("--verify-only", "not together with --dry-run");
        }

        settings.ThrowIfFaulty();
        return source.Overlaps(destination)
            ? throw new UsageException(
                $"'{destination}' overlaps with '{source}': places that have no key in common are allowed"
            )
            : task;
    }
}
