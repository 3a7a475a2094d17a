using System.CommandLine;
using LogsProcessor.Check;
using LogsProcessor.Check.Schemas;
using LogsProcessor.Cli.Checking;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>check</c>: holds a CSV file against a schema.</summary>
internal static class CheckCommand
{
    private const int Mebibyte = 1024 * 1024;

    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "check",
            "Checks each row of a CSV file (UTF-8, gzip or not) by a Frictionless Table Schema, and shows what is wrong, where. "
                + "Exit codes: 0 the file is valid; 1 it is not, or could not be read or written; 2 usage, or a schema that cannot be "
                + "used; 130 interrupted.",
            [
                "logsprocessor check orders.csv --schema orders.schema.json",
                "logsprocessor check orders.csv.gz --schema orders.schema.json --out checked.csv.gz --report report.json",
                "logsprocessor generate csv --rows 1000 | logsprocessor check - --schema orders.schema.json",
            ]
        );
        var file = Arguments.One("FILE", "The file; - for standard input");
        verb.Add(file);
        verb.Add(NewOption("--schema", "FILE", "The schema (required)"));
        verb.Add(
            NewOption(
                "--out",
                "FILE",
                "Write the rows to this file, with two more columns, valid and errors; gzip if it ends with .gz"
            )
        );
        verb.Add(NewOption("--report", "FILE", "Write what was found to this file, as JSON"));
        verb.Add(NewOption("--unique-mb", "N", "Memory for values that have to be unique, in MiB (default: 32)"));
        verb.SetAction(
            (parsed, stop) =>
                RunAsync(parsed.GetRequiredValue(file), new SettingsReader(parsed.GetValue<string>), terminal, stop)
        );
        return verb;
    }

    private static async Task<int> RunAsync(
        string file,
        SettingsReader settings,
        Terminal terminal,
        CancellationToken stop
    )
    {
        var arguments = new CheckArguments(
            file,
            settings.Text("--schema", ""),
            settings.Optional("--out"),
            settings.Optional("--report")
        );
        var uniqueBytes = settings.Number("--unique-mb", 32, 0, 4096) * (long)Mebibyte;
        if (arguments.Schema.Length == 0)
        {
            settings.Fault("--schema", "the file of a Table Schema is needed");
        }

        RequireApart(settings, "--out", arguments.Out, file, arguments.Schema, arguments.Report);
        RequireApart(settings, "--report", arguments.Report, file, arguments.Schema);
        settings.ThrowIfFaulty();
        var schema = await ReadSchemaAsync(arguments.Schema, stop);
        await using var input = InputFile.Open(file, terminal);
        long? length = input.CanSeek ? input.Length : null;
        var run = new CheckFileRun(arguments, new CheckOptions { UniqueBytes = uniqueBytes }, terminal);
        return await run.RunAsync(input, length, schema, stop);
    }

    /// <summary>A result must not take the place of what it is made from, nor of another.</summary>
    private static void RequireApart(SettingsReader settings, string option, string? path, params string?[] others)
    {
        if (path is not null && others.Any(other => other?.Length > 0 && IsSame(path, other)))
        {
            settings.Fault(option, "a file of its own is needed");
        }
    }

    private static bool IsSame(string path, string other) =>
        Path.GetFullPath(path) == Path.GetFullPath(other) && !NewFile.IsDevice(Path.GetFullPath(path));

    private static Option<string> NewOption(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static async Task<CheckSchema> ReadSchemaAsync(string path, CancellationToken stop)
    {
        try
        {
            return CheckSchema.Read(await File.ReadAllBytesAsync(path, stop));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SchemaException)
        {
            throw new UsageException($"--schema is '{path}': {exception.Message}");
        }
    }
}
