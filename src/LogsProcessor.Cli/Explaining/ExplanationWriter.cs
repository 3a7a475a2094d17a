using LogsProcessor.Core.Parsing;
using Spectre.Console;

namespace LogsProcessor.Cli.Explaining;

/// <summary>
/// Writes explanations: for a terminal as a table that fits its width; for a pipe as plain columns, where every field has its line and
/// nothing is cut.
/// </summary>
internal static class ExplanationWriter
{
    private static readonly ExplainedField Titles = new("#", "field", "raw text", "value", "goes to");

    /// <summary>A column is this wide at most; a longer text pushes those behind it to the right.</summary>
    private const int MostColumnWidth = 40;

    /// <summary>Writes an explanation.</summary>
    public static void Write(Explanation explanation, TextWriter output, bool isTerminal)
    {
        output.WriteLine(explanation.Heading);
        if (explanation.Outcome == ParseOutcome.Malformed)
        {
            output.WriteLine(explanation.Excerpt);
            output.WriteLine(explanation.Caret);
        }
        else if (explanation.Fields.Count > 0 && isTerminal)
        {
            WriteTable(explanation.Fields, output);
        }
        else if (explanation.Fields.Count > 0)
        {
            WriteColumns([Titles, .. explanation.Fields], output);
        }
    }

    private static void WriteTable(IReadOnlyList<ExplainedField> fields, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Console.WindowWidth;
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var title in CellsOf(Titles))
        {
            table.AddColumn(new TableColumn(new Text(title, new Style(decoration: Decoration.Bold))));
        }

        foreach (var field in fields)
        {
            table.AddRow(CellsOf(field).Select(cell => new Text(cell)));
        }

        console.Write(table);
    }

    private static void WriteColumns(IReadOnlyList<ExplainedField> rows, TextWriter output)
    {
        var widths = Enumerable
            .Range(0, CellsOf(Titles).Length)
            .Select(column => Math.Min(MostColumnWidth, rows.Max(row => CellsOf(row)[column].Length)))
            .ToArray();
        foreach (var row in rows)
        {
            var cells = CellsOf(row).Select((cell, column) => cell.PadRight(widths[column]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private static string[] CellsOf(ExplainedField field) =>
        [field.Position, field.Name, field.Raw, field.Value, field.Member];
}
