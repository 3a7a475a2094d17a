namespace LogsProcessor.Check.Reading;

/// <summary>Counts and finds line ends: LF, CR LF, and CR alone.</summary>
internal static class LineEnds
{
    /// <summary>How many there are.</summary>
    internal static int Count(ReadOnlySpan<byte> text)
    {
        var count = text.Count((byte)'\n');
        for (var at = text.IndexOf((byte)'\r'); at >= 0; )
        {
            var behind = text[(at + 1)..];
            count += behind is [(byte)'\n', ..] ? 0 : 1;
            var next = behind.IndexOf((byte)'\r');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return count;
    }

    /// <summary>The first one.</summary>
    /// <returns>Where it is, and its length; -1 and 0 if there is none.</returns>
    internal static (int Start, int Length) Find(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOfAny((byte)'\n', (byte)'\r');
        return at < 0 ? (-1, 0)
            : text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? (at, 2)
            : (at, 1);
    }
}
