using System.CommandLine;
using System.Text;
using LogsProcessor.Cli.Generating;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>generate csv</c>: synthetic CSV on standard output.</summary>
internal static class GenerateCsvCommand
{
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "csv",
            "Writes synthetic CSV to standard output, the same for the same seed, for 'check'.",
            [
                "logsprocessor generate csv --rows 1000 > orders.csv",
                "logsprocessor generate csv --schema > orders.schema.json",
                "logsprocessor generate csv --rows 78000 --wide --invalid 100 > wide.csv",
            ]
        );
        var isWide = new Option<bool>("--wide") { Description = "33 columns instead of 6, about 2 KB a row" };
        var isSchema = new Option<bool>("--schema") { Description = "Write the rows' schema instead" };
        verb.Add(NewOption("--rows", "N", "How many rows (default: 10)"));
        verb.Add(NewOption("--seed", "S", "A number that all chances follow from (default: 1)"));
        verb.Add(NewOption("--invalid", "P", "So many rows of a hundred break a rule (default: 1)"));
        verb.Add(isWide);
        verb.Add(isSchema);
        verb.SetAction(
            (parsed, stop) =>
            {
                var settings = new SettingsReader(parsed.GetValue<string>);
                var rows = settings.Number("--rows", 10, 1, int.MaxValue);
                var seed = settings.Number("--seed", 1, 0, int.MaxValue);
                var invalid = settings.Number("--invalid", 1, 0, 100);
                settings.ThrowIfFaulty();
                if (parsed.GetValue(isSchema))
                {
                    terminal.Output.Write(
                        Encoding.UTF8.GetBytes(parsed.GetValue(isWide) ? CsvSchemas.Wide : CsvSchemas.Narrow)
                    );
                    return Task.FromResult(ExitCode.Done);
                }

                new CsvGenerator(seed, parsed.GetValue(isWide), invalid).Write(terminal.Output, rows, stop);
                return Task.FromResult(ExitCode.Done);
            }
        );
        return verb;
    }

    private static Option<string> NewOption(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
