using System.Buffers.Text;

namespace LogsProcessor.Core.Parsing;

/// <summary>Numbers as logs write them: ASCII digits, a sign only in front, no exponent.</summary>
internal static class Number
{
    /// <summary>The greatest port has so many digits.</summary>
    internal const int MostPortDigits = 5;

    /// <summary>Any number of so many digits fits in 64 bits.</summary>
    private const int SafeDigits = 18;

    /// <summary>Whether the text is a whole number of 64 bits.</summary>
    internal static bool IsInteger(ReadOnlySpan<byte> text)
    {
        var digits = WithoutSign(text);
        return digits.Length <= SafeDigits
            ? AreDigits(digits)
            : AreDigits(digits) && Utf8Parser.TryParse(text, out long _, out var used) && used == text.Length;
    }

    /// <summary>Whether the text is a whole or decimal number; digits on both sides of the point.</summary>
    internal static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        var digits = WithoutSign(text);
        if (digits.IsEmpty || digits[0] == '.' || digits[^1] == '.')
        {
            return false;
        }

        var points = 0;
        foreach (var value in digits)
        {
            if (value is < (byte)'0' or > (byte)'9' && (value != '.' || ++points > 1))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the text is a port, 0 to 65535.</summary>
    internal static bool IsPort(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > MostPortDigits)
        {
            return false;
        }

        var value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return value <= 65535;
    }

    /// <summary>Whether a valid decimal number is -1, however many zeros it has: the logs' "not recorded".</summary>
    internal static bool IsMinusOne(ReadOnlySpan<byte> number) =>
        number is [(byte)'-', (byte)'1']
        || (number is [(byte)'-', (byte)'1', (byte)'.', ..] && !number[3..].ContainsAnyExcept((byte)'0'));

    /// <summary>The same number without the leading zeros that JSON does not allow.</summary>
    internal static ReadOnlySpan<byte> WithoutLeadingZeros(ReadOnlySpan<byte> number)
    {
        while (number.Length > 1 && number[0] == '0' && number[1] != '.')
        {
            number = number[1..];
        }

        return number;
    }

    /// <summary>The same, of the number that stands at <paramref name="place"/>.</summary>
    internal static TextPlace WithoutLeadingZeros(ReadOnlySpan<byte> text, TextPlace place)
    {
        var length = WithoutLeadingZeros(place.Of(text)).Length;
        return new TextPlace(place.Start + place.Length - length, length);
    }

    /// <summary>The digits. A negative number with leading zeros is none: no log has one, and it could not be copied into JSON.</summary>
    private static ReadOnlySpan<byte> WithoutSign(ReadOnlySpan<byte> text) =>
        text.IsEmpty || text[0] != '-' ? text
        : text is [_, (byte)'0', >= (byte)'0' and <= (byte)'9', ..] ? default
        : text[1..];

    private static bool AreDigits(ReadOnlySpan<byte> text)
    {
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }
}
