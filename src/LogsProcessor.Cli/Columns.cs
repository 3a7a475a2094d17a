namespace LogsProcessor.Cli;

/// <summary>A table in plain text: each column as wide as its widest cell, numbers to the right.</summary>
internal static class Columns
{
    private const string Gap = "  ";

    /// <summary>Writes a table.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="titles">The columns' titles; one that begins with <c>&gt;</c> is of a column of numbers.</param>
    /// <param name="rows">The cells, row by row.</param>
    public static void Write(TextWriter output, IReadOnlyList<string> titles, IReadOnlyList<string[]> rows)
    {
        var isRight = titles.Select(title => title.StartsWith('>')).ToArray();
        string[][] all =
        [
            [.. titles.Select(title => title.TrimStart('>'))],
            .. rows,
        ];
        var widths = titles.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        foreach (var row in all)
        {
            var cells = row.Select(
                (cell, column) => isRight[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])
            );
            output.WriteLine(string.Join(Gap, cells).TrimEnd());
        }
    }
}
