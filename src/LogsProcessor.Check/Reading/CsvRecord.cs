namespace LogsProcessor.Check.Reading;

/// <summary>What is wrong with a record as such.</summary>
public enum CsvFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A quote is opened that is never closed. The record is the line in which it began; reading goes on behind it.</summary>
    UnclosedQuote,

    /// <summary>It is longer than is allowed. The record is its beginning; reading goes on at the next line.</summary>
    TooLong,
}

/// <summary>A record: a piece of the reader's buffer, valid until that is filled again.</summary>
public readonly ref struct CsvRecord
{
    private readonly ReadOnlySpan<CsvField> _fields;

    internal CsvRecord(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> lineEnd, ReadOnlySpan<CsvField> fields)
    {
        Raw = raw;
        LineEnd = lineEnd;
        _fields = fields;
    }

    /// <summary>Its bytes as they are, without the line end.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>Its line end: LF, CR LF, CR, or nothing at the end of the text.</summary>
    public ReadOnlySpan<byte> LineEnd { get; }

    /// <summary>The number of the line in which it begins, from 1. A record with line ends in quotes has several.</summary>
    public long Line { get; init; }

    /// <summary>Where in the (decompressed) text it begins, in bytes.</summary>
    public long Offset { get; init; }

    /// <summary>What is wrong with it.</summary>
    public CsvFault Fault { get; init; }

    /// <summary>How many fields it has; none if it is an empty line. More are counted than can be read.</summary>
    public int FieldCount { get; init; }

    /// <summary>Whether there is nothing in its line.</summary>
    public bool IsEmpty => Raw.Length == 0 && Fault == CsvFault.None;

    /// <summary>A field's value.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <param name="scratch">Holds the value if quotes have to be taken out of it; it is valid until the next one is.</param>
    internal ReadOnlySpan<byte> Value(int index, CellScratch scratch)
    {
        ref readonly var field = ref _fields[index];
        var raw = Raw.Slice(field.Start, field.Length);
        return field.Kind switch
        {
            FieldKind.Plain => raw,
            FieldKind.Quoted => raw[1..^1],
            _ => scratch.Unescape(raw),
        };
    }
}
