using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Parsing;

/// <summary>
/// Recognises a line's format by its first words, for objects whose key does not say. Only shapes count here, not whether
/// the values make sense: that is for the parser to tell, field by field.
/// </summary>
public static class LineShape
{
    /// <summary>The format, or <see cref="LogFormat.Unknown"/>.</summary>
    public static LogFormat Recognise(ReadOnlySpan<byte> line)
    {
        var first = NextWord(ref line);
        var second = NextWord(ref line);
        var third = NextWord(ref line);
        if (Timestamp.HasShape(first))
        {
            return RecogniseTimed(third, NextWord(ref line));
        }

        if (first.SequenceEqual("tls"u8) && second is [_, (byte)'.', _])
        {
            return LogFormat.Nlb;
        }

        if (!Timestamp.HasShape(second))
        {
            return LogFormat.Unknown;
        }

        if (third.StartsWith("app/"u8))
        {
            return LogFormat.Alb;
        }

        return third.Length > 0 && Number.IsDecimal(third) ? LogFormat.AlbHealthCheck : LogFormat.Unknown;
    }

    /// <summary>Whether a line begins like an entry of any format, damaged or not: one of its first three words begins with a time.</summary>
    internal static bool BeginsEntry(ReadOnlySpan<byte> line) =>
        Timestamp.HasShape(NextWord(ref line))
        || Timestamp.HasShape(NextWord(ref line))
        || Timestamp.HasShape(NextWord(ref line));

    /// <summary>Connection: time, address, port, port. Classic: time, name, address:port, address:port.</summary>
    private static LogFormat RecogniseTimed(ReadOnlySpan<byte> third, ReadOnlySpan<byte> fourth)
    {
        if (third.IsEmpty)
        {
            return LogFormat.Unknown;
        }

        if (Number.IsPort(third) && Number.IsPort(fourth))
        {
            return LogFormat.AlbConnection;
        }

        return third.Contains((byte)':') ? LogFormat.Classic : LogFormat.Unknown;
    }

    private static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> rest)
    {
        var space = rest.IndexOf((byte)' ');
        var word = space < 0 ? rest : rest[..space];
        rest = space < 0 ? default : rest[(space + 1)..];
        return word;
    }
}
