using System.Buffers;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Parsing;

/// <summary>Texts that follow from a field's value. Empty where there is nothing to say.</summary>
internal static class DerivedText
{
    private static readonly SearchValues<byte> VersionBytes = SearchValues.Create("0123456789."u8);

    internal static ReadOnlySpan<byte> Of(FieldPart part, ReadOnlySpan<byte> value) =>
        part switch
        {
            FieldPart.StatusOutcome => StatusOutcome(value),
            FieldPart.CheckOutcome => CheckOutcome(value),
            FieldPart.TlsProtocol => TlsProtocol(value),
            FieldPart.TlsVersion => TlsVersion(value),
            FieldPart.TraceRoot => Labelled(value, "Root="u8),
            FieldPart.NotBefore => Labelled(value, "NotBefore="u8),
            FieldPart.NotAfter => Labelled(value, "NotAfter="u8),
            FieldPart.BeforeColon => value.IndexOf((byte)':') is var colon and >= 0 ? value[..colon] : value,
            FieldPart.AfterColon => value.IndexOf((byte)':') is var colon and >= 0 ? value[(colon + 1)..] : default,
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "not a part that is derived from text"),
        };

    /// <summary>Below 400 is a success. The text is a valid whole number.</summary>
    private static ReadOnlySpan<byte> StatusOutcome(ReadOnlySpan<byte> status)
    {
        status = status.TrimStart((byte)'0');
        var isBelow400 = status.Length < 3 || status[0] == '-' || (status.Length == 3 && status[0] < '4');
        return isBelow400 ? "success"u8 : "failure"u8;
    }

    /// <summary>Another word than the documented two says nothing about the outcome.</summary>
    private static ReadOnlySpan<byte> CheckOutcome(ReadOnlySpan<byte> status) =>
        status.SequenceEqual("PASS"u8) ? "success"u8
        : status.SequenceEqual("FAIL"u8) ? "failure"u8
        : default;

    private static ReadOnlySpan<byte> TlsProtocol(ReadOnlySpan<byte> version) =>
        TlsNumber(version).IsEmpty ? default
        : (version[0] | 0x20) == 't' ? "tls"u8
        : "ssl"u8;

    /// <summary>The number in <c>TLSv1.2</c>, <c>tlsv12</c>, <c>TLSv1</c>, <c>SSLv3</c>; another text as it is.</summary>
    private static ReadOnlySpan<byte> TlsVersion(ReadOnlySpan<byte> version)
    {
        var number = TlsNumber(version);
        return number switch
        {
            [] => version,
            [(byte)'1'] when (version[0] | 0x20) == 't' => "1.0"u8,
            [(byte)'1', (byte)'0'] => "1.0"u8,
            [(byte)'1', (byte)'1'] => "1.1"u8,
            [(byte)'1', (byte)'2'] => "1.2"u8,
            [(byte)'1', (byte)'3'] => "1.3"u8,
            _ => number,
        };
    }

    /// <summary>The number behind <c>TLSv</c> or <c>SSLv</c>, if that is what stands there.</summary>
    private static ReadOnlySpan<byte> TlsNumber(ReadOnlySpan<byte> version)
    {
        if (!StartsWithLetters(version, "tls"u8) && !StartsWithLetters(version, "ssl"u8))
        {
            return default;
        }

        var number = version[3..];
        number = number.Length > 0 && (number[0] | 0x20) == 'v' ? number[1..] : number;
        return number.ContainsAnyExcept(VersionBytes) ? default : number;
    }

    private static bool StartsWithLetters(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        text.Length >= 3
        && (text[0] | 0x20) == lower[0]
        && (text[1] | 0x20) == lower[1]
        && (text[2] | 0x20) == lower[2];

    /// <summary>The value of one of several <c>Label=value</c>, separated by semicolons.</summary>
    private static ReadOnlySpan<byte> Labelled(ReadOnlySpan<byte> text, ReadOnlySpan<byte> label)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)';');
            var part = end < 0 ? text : text[..end];
            if (part.StartsWith(label))
            {
                return part[label.Length..];
            }

            text = end < 0 ? default : text[(end + 1)..];
        }

        return default;
    }
}
