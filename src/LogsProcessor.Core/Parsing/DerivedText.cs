using System.Buffers;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Parsing;

/// <summary>Texts that follow from a field's value. Empty where there is nothing to say.</summary>
internal static class DerivedText
{
    private static readonly SearchValues<byte> VersionBytes = SearchValues.Create("0123456789."u8);

    /// <summary>The text of <paramref name="part"/>.</summary>
    internal static ReadOnlySpan<byte> Of(FieldPart part, ReadOnlySpan<byte> value) =>
        part switch
        {
            FieldPart.Address or FieldPart.Ip or FieldPart.Port => OfEndpoint(part, value),
            FieldPart.TlsVersion => TlsVersion(value),
            FieldPart.TraceRoot => Labelled(value, "Root="u8),
            FieldPart.NotBefore => Labelled(value, "NotBefore="u8),
            FieldPart.NotAfter => Labelled(value, "NotAfter="u8),
            FieldPart.BeforeColon => value.IndexOf((byte)':') is var colon and >= 0 ? value[..colon] : value,
            FieldPart.AfterColon => value.IndexOf((byte)':') is var colon and >= 0 ? value[(colon + 1)..] : default,
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "not a part that is derived from text"),
        };

    /// <summary>Of text that may be an address, or an endpoint, or neither.</summary>
    private static ReadOnlySpan<byte> OfEndpoint(FieldPart part, ReadOnlySpan<byte> text)
    {
        if (part == FieldPart.Ip)
        {
            var address = Endpoint.Address(text, text.Length).Of(text);
            return IpAddress.IsValid(address) ? address : default;
        }

        var colon = text.LastIndexOf((byte)':');
        return !Endpoint.IsOne(text, colon) ? default
            : part == FieldPart.Port ? Number.WithoutLeadingZeros(text[(colon + 1)..])
            : Endpoint.Address(text, colon).Of(text);
    }

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
    internal static ReadOnlySpan<byte> TlsNumber(ReadOnlySpan<byte> version)
    {
        // Nearly all there are.
        if (version.Length == 7 && version.StartsWith("TLSv1."u8) && char.IsAsciiDigit((char)version[6]))
        {
            return version[4..];
        }

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
