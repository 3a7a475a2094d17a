using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace LogsProcessor.Core.Tests.Reference;

/// <summary>
/// Plain text work on "byte strings": strings with one character a byte (Latin-1), so that ordinary string functions and regular
/// expressions work on bytes. Only the very end, <see cref="Decode"/>, knows UTF-8.
/// </summary>
internal static partial class ReferenceText
{
    internal static string OfBytes(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    internal static string OfUnicode(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    internal static byte[] ToBytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>The text as a document says it: invalid sequences become U+FFFD.</summary>
    internal static string Decode(string text) => Encoding.UTF8.GetString(ToBytes(text));

    /// <summary>One pass, left to right; what is no escape stays as it is.</summary>
    internal static string Unescape(string text) => Escape().Replace(text, Unescaped);

    internal static string PercentDecode(string text) =>
        Percent().Replace(text, match => ((char)HexOf(match.Value[1..])).ToString());

    internal static bool IsTime(string text) =>
        Time().IsMatch(text)
        && DateTime.TryParseExact(
            text[..19],
            "yyyy-MM-dd'T'HH:mm:ss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );

    internal static bool IsDecimal(string text) => Decimal().IsMatch(text) && !NegativeWithLeadingZeros().IsMatch(text);

    internal static bool IsInteger(string text) =>
        IsDecimal(text)
        && !text.Contains('.', StringComparison.Ordinal)
        && long.TryParse(text, CultureInfo.InvariantCulture, out _);

    internal static bool IsPort(string text) =>
        Port().IsMatch(text) && int.Parse(text, CultureInfo.InvariantCulture) <= 65535;

    internal static bool IsMinusOne(string text) => MinusOne().IsMatch(text);

    /// <summary>A number as JSON has it: without leading zeros.</summary>
    internal static string ToJsonNumber(string text) => LeadingZeros().Replace(text, "");

    /// <summary>Address, without brackets, and port; or null if it is no endpoint.</summary>
    internal static (string Address, string Port)? Endpoint(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !IsPort(text[(colon + 1)..]))
        {
            return null;
        }

        return (WithoutBrackets(text[..colon]), text[(colon + 1)..]);
    }

    internal static string WithoutBrackets(string address) => address is ['[', .. var inner, ']'] ? inner : address;

    internal static bool IsIp(string text) =>
        IPv4().IsMatch(text)
            ? text.Split('.').All(part => int.Parse(part, CultureInfo.InvariantCulture) <= 255)
            : IPv6().IsMatch(text)
                && IPAddress.TryParse(text, out var address)
                && address.AddressFamily == AddressFamily.InterNetworkV6;

    private static string Unescaped(Match match)
    {
        var text = match.Value;
        return text[1] == 'x' ? ((char)HexOf(text[^2..])).ToString() : text[1..];
    }

    private static int HexOf(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex("""\\x(?:0{6}|[fF]{6})[0-9A-Fa-f]{2}|\\x[0-9A-Fa-f]{2}|\\["\\]""")]
    private static partial Regex Escape();

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex Percent();

    [GeneratedRegex("""^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?Z?\z""")]
    private static partial Regex Time();

    [GeneratedRegex("""^-?[0-9]+(\.[0-9]+)?\z""")]
    private static partial Regex Decimal();

    [GeneratedRegex("^-0[0-9]")]
    private static partial Regex NegativeWithLeadingZeros();

    [GeneratedRegex("^0+(?=[0-9])")]
    private static partial Regex LeadingZeros();

    [GeneratedRegex("""^-1(\.0+)?\z""")]
    private static partial Regex MinusOne();

    [GeneratedRegex("""^[0-9]{1,5}\z""")]
    private static partial Regex Port();

    [GeneratedRegex("""^(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}\z""")]
    private static partial Regex IPv4();

    [GeneratedRegex("""^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\z""")]
    private static partial Regex IPv6();
}
