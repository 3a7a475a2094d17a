namespace LogsProcessor.Core.Tests.Reference;

/// <summary>One field's text in a line.</summary>
/// <param name="Raw">As it stands, without the quotes around it.</param>
/// <param name="IsQuoted">Whether there were quotes around it.</param>
internal sealed record ReferenceToken(string Raw, bool IsQuoted)
{
    internal string Value => IsQuoted ? ReferenceText.Unescape(Raw) : Raw;
}

/// <summary>Splits a line into fields at single spaces, quotes heeded where the format has any.</summary>
/// <param name="format">The line's format.</param>
/// <param name="backslashCloses">The second reading: a backslash before the closing quote belongs to the text.</param>
internal sealed class ReferenceSplitter(ReferenceFormat format, bool backslashCloses)
{
    /// <summary>The field whose quote is never closed, or -1.</summary>
    internal int OpenField { get; private set; } = -1;

    /// <summary>The fields, or null and a reason.</summary>
    internal List<ReferenceToken>? Split(string line, out string reason)
    {
        reason = "";
        var tokens = new List<ReferenceToken>();
        for (var start = 0; start < line.Length || start == 0; )
        {
            var isDocumented = tokens.Count < format.Fields.Count;
            var token = Next(line, start, isDocumented, out var end);
            if (token is null)
            {
                var isOpen = line[start] == '"' && ClosingQuote(line, start + 1, backslashCloses) < 0;
                OpenField = isOpen ? tokens.Count : -1;
                reason = $"a quote out of place in field {tokens.Count + 1}";
                return null;
            }

            tokens.Add(token);

            // A single space at the very end is forgiven: there is no empty field behind it.
            start = end + 1;
        }

        return tokens;
    }

    private ReferenceToken? Next(string line, int start, bool isDocumented, out int end)
    {
        var space = line.IndexOf(' ', start);
        end = space < 0 ? line.Length : space;
        var word = new ReferenceToken(line[start..end], IsQuoted: false);
        if (!format.Quoting)
        {
            return word;
        }

        if (start < line.Length && line[start] == '"')
        {
            // Undocumented fields never fail a line, so they are never read a second way.
            var close = ClosingQuote(line, start + 1, backslashCloses && isDocumented);
            if (close > 0 && (close + 1 == line.Length || line[close + 1] == ' '))
            {
                end = close + 1;
                return new ReferenceToken(line[(start + 1)..close], IsQuoted: true);
            }

            return isDocumented ? null : word;
        }

        return isDocumented && word.Raw.Contains('"', StringComparison.Ordinal) ? null : word;
    }

    private static int ClosingQuote(string line, int start, bool backslashCloses)
    {
        for (var index = start; index < line.Length; index++)
        {
            if (line[index] == '"')
            {
                return index;
            }

            if (
                line[index] == '\\'
                && index + 1 < line.Length
                && line[index + 1] is '\\' or '"'
                && !(backslashCloses && Closes(line, index))
            )
            {
                index++;
            }
        }

        return -1;
    }

    private static bool Closes(string line, int backslash) =>
        line[backslash + 1] == '"' && (backslash + 2 == line.Length || line[backslash + 2] == ' ');
}
