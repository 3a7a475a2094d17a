namespace LogsProcessor.Core.Parsing;

/// <summary>Where one field stands in its line. It is small, 16 bytes, because every field of every line has one written and read.</summary>
/// <param name="start">Where the field's text begins.</param>
/// <param name="length">Its length.</param>
/// <param name="isQuoted">Whether it stands in quotes.</param>
internal struct FieldSlot(int start, int length, bool isQuoted = false)
{
    /// <summary>The place of something that is not there.</summary>
    internal static FieldSlot Absent => new() { Form = ValueForm.Absent };

    /// <summary>The field's text in the line, without its quotes.</summary>
    internal readonly int RawStart = start;

    /// <summary>The length of that text, in bytes.</summary>
    internal readonly int RawLength = length;

    /// <summary>For an endpoint, the position of its last colon within the text; for a decoded value, its number among the record's.</summary>
    internal int Mark;

    /// <summary>The field was quoted: its text stands between two double quotes.</summary>
    internal bool IsQuoted = isQuoted;

    /// <summary>The text holds a backslash (quoted fields only).</summary>
    internal bool HasBackslash;

    /// <summary>What has to be done to the text on its way into a document.</summary>
    internal ValueForm Form;

    /// <summary>The value is not the text as it stands: it was decoded.</summary>
    internal bool IsDecoded;
}

/// <summary>How a field's text stands to its value in JSON.</summary>
internal enum ValueForm : byte
{
    /// <summary>It is the value: digits that are a JSON number, a full time, text that needs no escape, a list's only item.</summary>
    AsIs,

    /// <summary>It has to be converted.</summary>
    ToConvert,

    /// <summary>The log gives no value: <c>-</c>, or an empty field outside quotes.</summary>
    Absent,
}
