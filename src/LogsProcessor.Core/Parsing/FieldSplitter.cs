using System.Numerics;
using System.Runtime.CompilerServices;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Parsing;

/// <summary>Splits a line into fields at single spaces; two adjacent spaces are an empty field. One space at the end of a line is forgiven.</summary>
internal static class FieldSplitter
{
    /// <summary>Splits at every space: quotes group nothing.</summary>
    internal static void SplitAtSpaces(ReadOnlySpan<byte> line, LogRecord record, int documented)
    {
        var position = 0;
        while (position < line.Length)
        {
            position =
                record.FieldCount < documented + LogRecord.MostExtras
                    ? AddWord(line, position, record)
                    : AddRest(line, position, record);
        }
    }

    /// <summary>
    /// Splits a line without backslashes, as <see cref="SplitQuoted"/> or <see cref="SplitAtSpaces"/> would. It knows only lines that
    /// are as they should be.
    /// </summary>
    /// <returns>False if the line has another form, or fields beyond the documented ones: then nothing was split.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool TrySplitPlain(ReadOnlySpan<byte> line, LineMarks marks, LogRecord record, FormatTable table)
    {
        if (!marks.IsPlain)
        {
            return false;
        }

        var slots = record.Slots.AsSpan(0, table.Fields.Length);
        var separators = marks.Separators;
        var quoting = table.Quoting;
        var count = 0;
        var start = 0;
        var quotes = 0;
        for (var word = 0; word < separators.Length; word++)
        {
            for (var bits = separators[word]; bits != 0; bits &= bits - 1)
            {
                var end = (word * 64) + BitOperations.TrailingZeroCount(bits);
                if ((uint)start >= (uint)line.Length)
                {
                    break;
                }

                if ((uint)count >= (uint)slots.Length)
                {
                    return false;
                }

                if (line[start] != '"' || !quoting)
                {
                    slots[count] = new FieldSlot(start, end - start);
                }
                else if (end >= start + 2 && line[end - 1] == '"')
                {
                    slots[count] = new FieldSlot(start + 1, end - start - 2, isQuoted: true);
                    quotes++;
                }
                else
                {
                    return false;
                }

                count++;
                start = end + 1;
            }
        }

        // Each quoted field has two; any more stand where none should.
        if (quoting && marks.Quotes != quotes * 2)
        {
            return false;
        }

        record.FieldCount = count;
        return true;
    }

    /// <summary>Splits at spaces outside quotes.</summary>
    /// <param name="line">The line.</param>
    /// <param name="record">Takes the fields, or the fault.</param>
    /// <param name="documented">The number of documented fields. Those behind follow rules nobody knows yet: they never fail a line.</param>
    /// <param name="backslashQuoteMayClose">Whether <c>\"</c> before a space closes the field, rather than being an escaped quote.</param>
    /// <returns>False if the quoting is broken; the record's fault says where.</returns>
    internal static bool SplitQuoted(
        ReadOnlySpan<byte> line,
        LogRecord record,
        int documented,
        bool backslashQuoteMayClose
    )
    {
        var position = 0;
        while (position < line.Length && record.FieldCount < documented)
        {
            var next =
                line[position] == '"'
                    ? AddQuoted(line, position, record, backslashQuoteMayClose)
                    : AddUnquoted(line, position, record);
            if (next < 0)
            {
                return false;
            }

            position = next;
        }

        while (position < line.Length)
        {
            position = AddExtra(line, position, record, documented);
        }

        return true;
    }

    private static int AddUnquoted(ReadOnlySpan<byte> line, int position, LogRecord record)
    {
        var rest = line[position..];
        var length = rest.IndexOfAny((byte)' ', (byte)'"');
        if (length < 0)
        {
            length = rest.Length;
        }
        else if (rest[length] == '"')
        {
            var word = rest.IndexOf((byte)' ');
            record.Fault = new ParseFault(
                ParseFaultKind.QuoteInField,
                record.FieldCount,
                position,
                word < 0 ? rest.Length : word
            );
            return -1;
        }

        record.Add(new FieldSlot(position, length));
        return position + length + 1;
    }

    private static int AddQuoted(ReadOnlySpan<byte> line, int position, LogRecord record, bool backslashQuoteMayClose)
    {
        var start = position + 1;
        var length = LengthToClosingQuote(line[start..], backslashQuoteMayClose, out var hasBackslash);
        if (length < 0)
        {
            record.Fault = new ParseFault(
                ParseFaultKind.UnclosedQuote,
                record.FieldCount,
                position,
                line.Length - position
            );
            return -1;
        }

        var close = start + length;
        if (close + 1 < line.Length && line[close + 1] != ' ')
        {
            record.Fault = new ParseFault(
                ParseFaultKind.TextAfterQuote,
                record.FieldCount,
                close + 1,
                line.Length - close - 1
            );
            return -1;
        }

        record.Add(new FieldSlot(start, length, isQuoted: true) { HasBackslash = hasBackslash });
        return close + 2;
    }

    /// <summary>The number of bytes before the quote that closes the field, or -1. A backslash takes the byte behind it along.</summary>
    private static int LengthToClosingQuote(ReadOnlySpan<byte> text, bool backslashQuoteMayClose, out bool hasBackslash)
    {
        hasBackslash = false;
        var position = 0;
        while (true)
        {
            var found = text[position..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                return -1;
            }

            position += found;
            if (text[position] == '"')
            {
                return position;
            }

            hasBackslash = true;
            var next = position + 1;
            if (next >= text.Length)
            {
                return -1;
            }

            var closesHere =
                backslashQuoteMayClose && text[next] == '"' && (next + 1 == text.Length || text[next + 1] == ' ');
            if (closesHere)
            {
                return next;
            }

            position = next + 1;
        }
    }

    private static int AddExtra(ReadOnlySpan<byte> line, int position, LogRecord record, int documented)
    {
        if (record.FieldCount == documented + LogRecord.MostExtras)
        {
            return AddRest(line, position, record);
        }

        if (line[position] != '"')
        {
            return AddWord(line, position, record);
        }

        var length = LengthToClosingQuote(line[(position + 1)..], backslashQuoteMayClose: false, out var hasBackslash);
        var close = position + 1 + length;
        if (length < 0 || (close + 1 < line.Length && line[close + 1] != ' '))
        {
            return AddWord(line, position, record);
        }

        record.Add(new FieldSlot(position + 1, length, isQuoted: true) { HasBackslash = hasBackslash });
        return close + 2;
    }

    private static int AddWord(ReadOnlySpan<byte> line, int position, LogRecord record)
    {
        var length = line[position..].IndexOf((byte)' ');
        length = length < 0 ? line.Length - position : length;
        record.Add(new FieldSlot(position, length));
        return position + length + 1;
    }

    private static int AddRest(ReadOnlySpan<byte> line, int position, LogRecord record)
    {
        record.Add(new FieldSlot(position, line.Length - position));
        return line.Length;
    }
}
