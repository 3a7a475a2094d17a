namespace LogsProcessor.Core.Formats;

/// <summary>What the text of a field must look like. <c>-</c> ("no value") is right for every kind but <see cref="RecordTime"/>.</summary>
public enum FieldKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>The record's own time, ISO 8601 in UTC, with or without fraction and <c>Z</c>; never <c>-</c>.</summary>
    RecordTime,

    /// <summary>Another time of the record, of the same form.</summary>
    Time,

    /// <summary><c>address:port</c>, split at the last colon; IPv6 with or without brackets.</summary>
    Endpoint,

    /// <summary>Seconds as a decimal number; <c>-1</c> means "not recorded".</summary>
    Seconds,

    /// <summary>A whole number that fits in 64 bits.</summary>
    Integer,

    /// <summary>A status code: a whole number; an empty field counts as <c>-</c>.</summary>
    Status,

    /// <summary>A port, 0 to 65535.</summary>
    Port,

    /// <summary>A request line: method, URL, protocol.</summary>
    Request,

    /// <summary>A list, separated by commas.</summary>
    CommaList,

    /// <summary>A list, separated by spaces.</summary>
    SpaceList,

    /// <summary>A list of quoted and percent-encoded items, separated by commas, perhaps cut at its end.</summary>
    QuotedList,

    /// <summary>Percent-encoded text.</summary>
    PercentText,
}

/// <summary>What kinds have in common.</summary>
internal static class FieldKinds
{
    /// <summary>Whether such a field is a number.</summary>
    internal static bool IsNumber(this FieldKind kind) =>
        kind is FieldKind.Seconds or FieldKind.Integer or FieldKind.Status or FieldKind.Port;

    /// <summary>Whether such a field is digits and their separators, so that nothing in it can need an escape or be a secret.</summary>
    internal static bool IsNumberOrTime(this FieldKind kind) =>
        kind.IsNumber() || kind is FieldKind.RecordTime or FieldKind.Time;
}
