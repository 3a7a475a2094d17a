using System.Text;

namespace LogsProcessor.Check.Rules;

/// <summary>A rule that a cell, a row or a file can break. Immutable.</summary>
public sealed class Rule
{
    private const int MostTextLength = 80;

    internal Rule(int id, string column, string name, string expected)
    {
        Id = id;
        Column = Shorten(column);
        Name = name;
        Expected = Shorten(expected);
        var about = Column.Length == 0 ? "" : $"{Column}: ";
        var text = Expected.Length == 0 ? about + name : $"{about}{name} {Expected}";
        Text = Encoding.UTF8.GetBytes(text.ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal));
    }

    /// <summary>The column's name, or the beginning of a long one; empty for a rule of rows or files.</summary>
    public string Column { get; }

    /// <summary>What it is called, in a schema if it stands there: <c>maximum</c>.</summary>
    public string Name { get; }

    /// <summary>What would be right: <c>100</c>; empty if the name says it.</summary>
    public string Expected { get; }

    /// <summary>Its place among the schema's rules.</summary>
    internal int Id { get; }

    /// <summary>How it stands in the column of errors, quotes doubled.</summary>
    internal byte[] Text { get; }

    private static string Shorten(string text)
    {
        if (text.Length <= MostTextLength)
        {
            return text;
        }

        // Half a surrogate pair is no character.
        var length = MostTextLength - (char.IsHighSurrogate(text[MostTextLength - 1]) ? 1 : 0);
        return $"{text.AsSpan(0, length)}…";
    }
}
