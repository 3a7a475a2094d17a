using System.Buffers.Text;
using System.Text;

namespace LogsProcessor.Check.Values;

/// <summary>Reads numbers: a sign perhaps, digits with a point among or behind them, an exponent perhaps; or NaN, INF, -INF in any case.</summary>
internal static class RealNumber
{
    /// <summary>Whole numbers up to this many digits, and powers of ten up to 22, are exact: so is then the rounding of their quotient.</summary>
    private const int ExactDigits = 15;

    private static readonly double[] Powers =
    [
        1e0,
        1e1,
        1e2,
        1e3,
        1e4,
        1e5,
        1e6,
        1e7,
        1e8,
        1e9,
        1e10,
        1e11,
        1e12,
        1e13,
        1e14,
        1e15,
    ];

    internal static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        var isNegative = text is [(byte)'-', ..];
        var rest = isNegative || text is [(byte)'+', ..] ? text[1..] : text;
        var (digits, fraction, units) = (0, -1, 0L);
        var at = 0;
        for (; at < rest.Length; at++)
        {
            var character = rest[at];
            if (character is >= (byte)'0' and <= (byte)'9')
            {
                units = digits < ExactDigits ? (units * 10) + (character - '0') : units;
                digits++;
                fraction += fraction < 0 ? 0 : 1;
            }
            else if (character == '.' && fraction < 0)
            {
                fraction = 0;
            }
            else
            {
                break;
            }
        }

        if (at == rest.Length && digits is > 0 and <= ExactDigits)
        {
            value = units / Powers[Math.Max(fraction, 0)];
            value = isNegative ? -value : value;
            return true;
        }

        return digits > 0 ? TryParseLong(text, rest[at..], out value) : TryParseName(text, out value);
    }

    private static bool TryParseLong(ReadOnlySpan<byte> text, ReadOnlySpan<byte> exponent, out double value)
    {
        value = 0;
        if (exponent.Length > 0 && !IsExponent(exponent))
        {
            return false;
        }

        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;
    }

    private static bool IsExponent(ReadOnlySpan<byte> text)
    {
        if (text[0] is not ((byte)'e' or (byte)'E'))
        {
            return false;
        }

        var digits = text[1..];
        digits = digits is [(byte)'+' or (byte)'-', ..] ? digits[1..] : digits;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static bool TryParseName(ReadOnlySpan<byte> text, out double value)
    {
        value =
            Ascii.EqualsIgnoreCase(text, "INF"u8) ? double.PositiveInfinity
            : Ascii.EqualsIgnoreCase(text, "-INF"u8) ? double.NegativeInfinity
            : double.NaN;
        return !double.IsNaN(value) || Ascii.EqualsIgnoreCase(text, "NaN"u8);
    }
}
