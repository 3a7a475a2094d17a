using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Parsing;

/// <summary>Words that follow from a field's value: for each part there are a few, of which a document has one or none.</summary>
internal static class DerivedWord
{
    private const int None = -1;

    private static readonly string[] Outcomes = ["success", "failure"];
    private static readonly string[] Protocols = ["tls", "ssl"];

    /// <summary>The words that the part may have; none, if it is no such part.</summary>
    internal static ReadOnlySpan<string> Of(FieldPart part) =>
        part switch
        {
            FieldPart.StatusOutcome or FieldPart.CheckOutcome => Outcomes,
            FieldPart.TlsProtocol => Protocols,
            _ => [],
        };

    /// <summary>The word that follows from <paramref name="value"/>: its number among those of the part, or -1.</summary>
    internal static int NumberOf(FieldPart part, ReadOnlySpan<byte> value) =>
        part switch
        {
            FieldPart.StatusOutcome => IsSuccess(value) ? 0 : 1,
            FieldPart.CheckOutcome => CheckOutcome(value),
            FieldPart.TlsProtocol => TlsProtocol(value),
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "not a part that is one of a few words"),
        };

    /// <summary>Whether a status code, which is a valid whole number, is below 400.</summary>
    internal static bool IsSuccess(ReadOnlySpan<byte> status)
    {
        status = status.TrimStart((byte)'0');
        return status.Length < 3 || status[0] == '-' || (status.Length == 3 && status[0] < '4');
    }

    /// <summary>Another word than the documented two says nothing about the outcome.</summary>
    private static int CheckOutcome(ReadOnlySpan<byte> status) =>
        status.SequenceEqual("PASS"u8) ? 0
        : status.SequenceEqual("FAIL"u8) ? 1
        : None;

    private static int TlsProtocol(ReadOnlySpan<byte> version) =>
        DerivedText.TlsNumber(version).IsEmpty ? None
        : (version[0] | 0x20) == 't' ? 0
        : 1;
}
