namespace LogsProcessor.Core.Parsing;

/// <summary>Where one field of a line stands, and where its value is.</summary>
/// <param name="start">Where the field's text begins.</param>
/// <param name="length">Its length.</param>
/// <param name="isQuoted">Whether it stands in quotes.</param>
internal struct FieldSlot(int start, int length, bool isQuoted = false)
{
    /// <summary>The field's text in the line, without its quotes.</summary>
    internal int RawStart = start;

    /// <summary>The length of that text, in bytes.</summary>
    internal int RawLength = length;

    /// <summary>The value: in the record's scratch buffer if <see cref="IsDecoded"/>, else in the line.</summary>
    internal int Start = start;

    /// <summary>The length of the value, in bytes.</summary>
    internal int Length = length;

    /// <summary>For an endpoint, the position of its last colon within the value.</summary>
    internal int Colon;

    /// <summary>The field was quoted: its text stands between two double quotes.</summary>
    internal bool IsQuoted = isQuoted;

    /// <summary>The text holds a backslash (quoted fields only).</summary>
    internal bool HasBackslash;

    /// <summary>The log gives no value: <c>-</c>, or an empty field outside quotes.</summary>
    internal bool IsAbsent;

    /// <summary>The value was decoded into the record's scratch buffer.</summary>
    internal bool IsDecoded;
}
