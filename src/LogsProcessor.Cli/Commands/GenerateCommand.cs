using System.CommandLine;
using LogsProcessor.Cli.Generating;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>generate</c>: synthetic log lines on standard output.</summary>
internal static class GenerateCommand
{
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "generate",
            "Writes synthetic log lines to standard output, the same for the same seed; 'generate csv' writes CSV.",
            [
                "logsprocessor generate --format alb --lines 1000000 --seed 7 > access.log",
                "logsprocessor generate --format clb --lines 100 --generation 12 | logsprocessor ship -",
            ]
        );
        verb.Add(NewOption("--format", "clb|alb|alb_conn|alb_hc|nlb", "The lines' format (required)"));
        verb.Add(NewOption("--lines", "N", "How many lines (default: 10)"));
        verb.Add(NewOption("--seed", "S", "A number that all chances follow from (default: 1)"));
        verb.Add(
            NewOption(
                "--generation",
                "K",
                "The number of fields, as at one time of the format's life (default: today's)"
            )
        );
        verb.Add(GenerateCsvCommand.Create(terminal));
        verb.SetAction(
            (parsed, stop) =>
            {
                var settings = new SettingsReader(parsed.GetValue<string>);
                var format = ReadFormat(settings);
                var lines = settings.Number("--lines", 10, 1, int.MaxValue);
                var seed = settings.Number("--seed", 1, 0, int.MaxValue);
                var fields = ReadGeneration(settings, format);
                settings.ThrowIfFaulty();
                new LineGenerator(format, seed, fields).Write(terminal.Output, lines, stop);
                return Task.FromResult(ExitCode.Done);
            }
        );
        return verb;
    }

    private static Option<string> NewOption(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static LogFormat ReadFormat(SettingsReader settings)
    {
        var names = FormatTables.All.Select(table => (table.Name, table.Format)).ToArray();
        if (settings.Optional("--format") is null)
        {
            settings.Fault("--format", $"allowed: {string.Join(", ", names.Select(name => name.Name))}");
        }

        return settings.Choice("--format", LogFormat.Alb, names);
    }

    private static int ReadGeneration(SettingsReader settings, LogFormat format)
    {
        var generations = LineGenerator.GenerationsOf(format);
        var fields = settings.Number("--generation", generations[^1], 1, int.MaxValue);
        if (settings.Faults.Count == 0 && !generations.Contains(fields))
        {
            settings.Fault(
                "--generation",
                $"allowed for {FormatTables.Of(format).Name}: {string.Join(", ", generations)}"
            );
        }

        return fields;
    }
}
