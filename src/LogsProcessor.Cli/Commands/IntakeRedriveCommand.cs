using System.CommandLine;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Cli.Intake;
using LogsProcessor.Intake.Moving;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>intake redrive</c>: files from quarantine back to where they were handed in.</summary>
internal static class IntakeRedriveCommand
{
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "redrive",
            "Moves files from quarantine back to where they were handed in, so that they are moved to the archive once more. "
                + "Tells of each, as a line of JSON, what became of it.",
            [
                "logsprocessor intake redrive --bucket my-uploads",
                "logsprocessor intake redrive in/partner-a/2026/ --bucket my-uploads",
            ]
        );
        var prefix = Arguments.One("PREFIX", "Only files handed in under keys that begin with this (default: all)", "");
        verb.Add(prefix);
        var options = new SettingOptions(verb, [.. IntakeSettings.OfRedrive, .. Setting.OfStorage]);
        verb.SetAction(
            async (parsed, stop) =>
            {
                var settings = options.Reader(parsed, terminal);
                var places = MoveOptions.ReadQuarantine(settings);
                settings.ThrowIfFaulty();
                using var store = new S3Objects(places.S3, terminal.Clock);
                var files = new QuarantineRedrive(places, store).RunAsync(parsed.GetRequiredValue(prefix), stop);
                return await RedriveReport.WriteAsync(files, terminal);
            }
        );
        return verb;
    }
}
