using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace LogsProcessor.Check.Values;

/// <summary>The formats of strings, and the types that are told by their text alone.</summary>
internal static class TextFormats
{
    private const int MostLocalBytes = 64;
    private const int MostDomainBytes = 253;
    private const int MostLabelBytes = 63;

    private static readonly SearchValues<byte> AfterLocal = SearchValues.Create(" \t\r\n\"(),:;<>@[\\]"u8);
    private static readonly SearchValues<byte> UriCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"u8
    );
    private static readonly SearchValues<byte> SchemeCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-."u8
    );

    /// <summary>
    /// An address as people have them: a local part without quotes, and a domain of two labels or more. Letters beyond ASCII are allowed
    /// on both sides.
    /// </summary>
    internal static bool IsEmail(ReadOnlySpan<byte> text)
    {
        var at = text.LastIndexOf((byte)'@');
        if (at is < 1 or > MostLocalBytes || text.Length - at - 1 > MostDomainBytes)
        {
            return false;
        }

        var local = text[..at];
        var isLocal =
            !local.ContainsAny(AfterLocal)
            && !local.ContainsAnyInRange((byte)0, (byte)' ')
            && local[0] != '.'
            && local[^1] != '.'
            && local.IndexOf(".."u8) < 0;
        return isLocal && IsDomain(text[(at + 1)..]);
    }

    /// <summary>RFC 3986 with a scheme; where an authority is begun, it has to be there.</summary>
    internal static bool IsUri(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        if (colon < 1 || !IsLetter(text[0]) || text[..colon].ContainsAnyExcept(SchemeCharacters))
        {
            return false;
        }

        var rest = text[(colon + 1)..];
        var isPlaced =
            !rest.StartsWith("//"u8) || (rest.Length > 2 && rest[2] != '/') || text[..colon].SequenceEqual("file"u8);
        return rest.Length > 0 && isPlaced && !rest.ContainsAnyExcept(UriCharacters) && IsPercentEncoded(rest);
    }

    /// <summary>RFC 9562, in the usual form: 8-4-4-4-12 hexadecimal digits.</summary>
    internal static bool IsUuid(ReadOnlySpan<byte> text) =>
        text.Length == 36 && text[8] == '-' && Utf8Parser.TryParse(text, out Guid _, out var used, 'D') && used == 36;

    /// <summary>Base64.</summary>
    internal static bool IsBinary(ReadOnlySpan<byte> text) => Base64.IsValid(text);

    /// <summary>A JSON object.</summary>
    internal static bool IsObject(ReadOnlySpan<byte> text) => IsJson(text, JsonTokenType.StartObject);

    /// <summary>A JSON array.</summary>
    internal static bool IsArray(ReadOnlySpan<byte> text) => IsJson(text, JsonTokenType.StartArray);

    /// <summary>ISO 8601: <c>P1Y2M3DT4H5M6.7S</c>, with a minus before it perhaps.</summary>
    internal static bool IsDuration(ReadOnlySpan<byte> text)
    {
        text = text is [(byte)'-', ..] ? text[1..] : text;
        if (text is not [(byte)'P', ..])
        {
            return false;
        }

        var time = text.IndexOf((byte)'T');
        var date = time < 0 ? text[1..] : text[1..time];
        var hours = time < 0 ? [] : text[(time + 1)..];
        return text.Length > 1
            && (time < 0 || hours.Length > 0)
            && AreParts(date, "YMWD"u8, allowsFraction: false)
            && AreParts(hours, "HMS"u8, allowsFraction: true);
    }

    private static bool IsDomain(ReadOnlySpan<byte> domain)
    {
        var labels = 0;
        while (true)
        {
            var dot = domain.IndexOf((byte)'.');
            if (!IsLabel(dot < 0 ? domain : domain[..dot]))
            {
                return false;
            }

            labels++;
            if (dot < 0)
            {
                return labels > 1;
            }

            domain = domain[(dot + 1)..];
        }
    }

    private static bool IsLabel(ReadOnlySpan<byte> label)
    {
        if (label.Length is < 1 or > MostLabelBytes || label[0] == '-' || label[^1] == '-')
        {
            return false;
        }

        foreach (var character in label)
        {
            if (!IsLetter(character) && character is not ((>= (byte)'0' and <= (byte)'9') or (byte)'-' or >= 0x80))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLetter(byte character) => (character | 0x20) is >= (byte)'a' and <= (byte)'z';

    private static bool IsPercentEncoded(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'%'); at >= 0; at = text.IndexOf((byte)'%'))
        {
            if (
                text.Length < at + 3
                || !Utf8Parser.TryParse(text.Slice(at + 1, 2), out byte _, out var used, 'x')
                || used != 2
            )
            {
                return false;
            }

            text = text[(at + 3)..];
        }

        return true;
    }

    private static bool IsJson(ReadOnlySpan<byte> text, JsonTokenType first)
    {
        // What is plainly something else is told without an exception, of which a file may ask for millions.
        var trimmed = text.Trim(" \t\r\n"u8);
        var (open, close) = first == JsonTokenType.StartObject ? ((byte)'{', (byte)'}') : ((byte)'[', (byte)']');
        if (trimmed.Length < 2 || trimmed[0] != open || trimmed[^1] != close)
        {
            return false;
        }

        var json = new Utf8JsonReader(trimmed);
        try
        {
            while (json.Read()) { }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Numbers, each with the letter of its unit behind it, the units in their order.</summary>
    private static bool AreParts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> units, bool allowsFraction)
    {
        while (text.Length > 0)
        {
            var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (allowsFraction && end > 0 && text[end] is (byte)'.' or (byte)',')
            {
                var fraction = text[(end + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
                end = fraction > 0 && text[end + 1 + fraction] == 'S' ? end + 1 + fraction : -1;
            }

            var unit = end < 1 ? -1 : units.IndexOf(text[end]);
            if (unit < 0)
            {
                return false;
            }

            units = units[(unit + 1)..];
            text = text[(end + 1)..];
        }

        return true;
    }
}
