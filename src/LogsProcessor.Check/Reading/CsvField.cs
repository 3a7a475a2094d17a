namespace LogsProcessor.Check.Reading;

/// <summary>How a field is written.</summary>
internal enum FieldKind : byte
{
    /// <summary>Its bytes are its value.</summary>
    Plain,

    /// <summary>In quotes, with none inside: what stands between them is its value.</summary>
    Quoted,

    /// <summary>It begins with a quote, and has others besides the one at its end: the value has to be put together.</summary>
    Escaped,
}

/// <summary>A field's place in its record.</summary>
/// <param name="Start">Its first byte, from the record's.</param>
/// <param name="Length">Its bytes, quotes included.</param>
/// <param name="Kind">How it is written.</param>
internal readonly record struct CsvField(int Start, int Length, FieldKind Kind);
