using System.Runtime.CompilerServices;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Parsing;

/// <summary>Turns a line into a <see cref="LogRecord"/>: skip what is no entry, recognise, split, decode, validate. Not thread-safe.</summary>
public sealed class LineParser
{
    private readonly FormatTable? _table;
    private readonly LineMarks _marks = new();

    /// <summary>A parser for one object's lines.</summary>
    /// <param name="format">Their format, or <see cref="LogFormat.Unknown"/> to recognise each line by its shape.</param>
    public LineParser(LogFormat format) => _table = format == LogFormat.Unknown ? null : FormatTables.Of(format);

    /// <summary>Parses <paramref name="line"/>, which holds no line ending, into <paramref name="record"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ParseOutcome Parse(ReadOnlySpan<byte> line, LogRecord record)
    {
        if (SkippedLine.Is(line))
        {
            record.Reset(_table);
            return ParseOutcome.Skipped;
        }

        var table = _table ?? TableByShape(line);
        record.Reset(table);
        if (table is null)
        {
            record.Fault = new ParseFault(ParseFaultKind.NotRecognised, 0, 0, line.Length);
            return ParseOutcome.Malformed;
        }

        _marks.Scan(line, table.Quoting);
        return table.Quoting ? ParseQuoting(line, table, record) : ParseSpaced(line, table, record);
    }

    /// <summary>Parses a line to which no other belongs: one whose user agent stayed open is a record if the other reading makes it one.</summary>
    /// <remarks>
    /// A backslash before a quote is an escape, unless a cut made it the last of a user agent. Where a user agent may go on in the next
    /// line, that second reading has to wait: it would take the quotes that a client sent for the end of the field.
    /// </remarks>
    public ParseOutcome ParseAlone(ReadOnlySpan<byte> line, LogRecord record)
    {
        var outcome = Parse(line, record);
        return outcome == ParseOutcome.Unfinished ? ReadAgain(line, record.Table!, record) : outcome;
    }

    /// <summary>Parses lines that were joined to a Classic record, without the second reading, which could take in a line too many.</summary>
    /// <returns>Whether they are one.</returns>
    public static bool TryParseJoined(ReadOnlySpan<byte> lines, LogRecord record)
    {
        var table = FormatTables.Of(LogFormat.Classic);
        record.Reset(table);
        return TrySplitQuoted(lines, table, record, backslashQuoteMayClose: false);
    }

    private static FormatTable? TableByShape(ReadOnlySpan<byte> line)
    {
        var format = LineShape.Recognise(line);
        return format == LogFormat.Unknown ? null : FormatTables.Of(format);
    }

    private ParseOutcome ParseSpaced(ReadOnlySpan<byte> line, FormatTable table, LogRecord record)
    {
        // No quotes group words here, but they may stand in the ALPN list.
        record.IsPlain = _marks.IsPlain && _marks.Quotes == 0;
        if (!FieldSplitter.TrySplitPlain(line, _marks, record, table))
        {
            FieldSplitter.SplitAtSpaces(line, record, table.Fields.Length);
        }

        return RecordValidator.Validate(line, table, record) ? ParseOutcome.Parsed : ParseOutcome.Malformed;
    }

    private ParseOutcome ParseQuoting(ReadOnlySpan<byte> line, FormatTable table, LogRecord record)
    {
        record.IsPlain = _marks.IsPlain;
        if (
            (
                FieldSplitter.TrySplitPlain(line, _marks, record, table)
                || FieldSplitter.SplitQuoted(line, record, table.Fields.Length, backslashQuoteMayClose: false)
            ) && RecordValidator.Validate(line, table, record)
        )
        {
            return ParseOutcome.Parsed;
        }

        return IsOpenUserAgent(table, record.Fault) ? ParseOutcome.Unfinished : ReadAgain(line, table, record);
    }

    private static ParseOutcome ReadAgain(ReadOnlySpan<byte> line, FormatTable table, LogRecord record)
    {
        var first = record.Fault;
        if (line.IndexOf("\\\""u8) >= 0)
        {
            // A user agent cut at 8 KB may end in the first half of an escape: then the quote behind that backslash closes the field.
            record.Reset(table);
            if (
                TrySplitQuoted(line, table, record, backslashQuoteMayClose: true)
                && IsProtocolBehindAgent(line, table, record)
            )
            {
                return ParseOutcome.Parsed;
            }

            record.Fault = first;
        }

        return ParseOutcome.Malformed;
    }

    /// <summary>
    /// Whether what follows the user agent is what should: its cipher and protocol. Else the field was not cut but the line, and words
    /// behind a quote that the client sent were taken for fields.
    /// </summary>
    private static bool IsProtocolBehindAgent(ReadOnlySpan<byte> line, FormatTable table, LogRecord record)
    {
        if (table.AgentField < 0)
        {
            return true;
        }

        var protocol = table.AgentField + 2;
        if (protocol >= record.FieldCount)
        {
            return false;
        }

        var text = record.Raw(line, protocol);
        return text.SequenceEqual("-"u8) || text.StartsWith("TLS"u8) || text.StartsWith("SSL"u8);
    }

    private static bool TrySplitQuoted(
        ReadOnlySpan<byte> line,
        FormatTable table,
        LogRecord record,
        bool backslashQuoteMayClose
    ) =>
        FieldSplitter.SplitQuoted(line, record, table.Fields.Length, backslashQuoteMayClose)
        && RecordValidator.Validate(line, table, record);

    private static bool IsOpenUserAgent(FormatTable table, ParseFault fault) =>
        fault.Kind == ParseFaultKind.UnclosedQuote
        && table.Format == LogFormat.Classic
        && table.Fields[fault.Field].Name == "user_agent";
}
