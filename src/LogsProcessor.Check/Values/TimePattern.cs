using System.Text;

namespace LogsProcessor.Check.Values;

/// <summary>
/// A date or time in a form of one's own, as <c>strptime</c> writes it: <c>%d/%m/%Y</c>. A year has four digits, or two, other numbers as many
/// as they can have, or fewer. Knows <c>%Y %y %m %d %H %I %M %S %f %p %j %b %B %z %%</c>; names of months are English.
/// </summary>
internal sealed class TimePattern
{
    private static readonly string[] Months =
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];

    private readonly byte[] _pattern;

    private TimePattern(string pattern) => _pattern = Encoding.UTF8.GetBytes(pattern);

    /// <summary>Makes a reader of a form.</summary>
    /// <returns>Null if the form has a directive that is not known.</returns>
    internal static TimePattern? Create(string pattern)
    {
        for (var at = pattern.IndexOf('%', StringComparison.Ordinal); at >= 0; )
        {
            if (at + 1 == pattern.Length || !"YymdHIMSfpjbBz%".Contains(pattern[at + 1], StringComparison.Ordinal))
            {
                return null;
            }

            at = pattern.IndexOf('%', at + 2);
        }

        return new TimePattern(pattern);
    }

    /// <summary>Reads a text, in ticks; of UTC, if it has a zone.</summary>
    internal bool TryParse(ReadOnlySpan<byte> text, out long ticks)
    {
        var parts = new TimeParts();
        ReadOnlySpan<byte> pattern = _pattern;
        ticks = 0;
        while (pattern.Length > 0)
        {
            var isDirective = pattern[0] == '%' && pattern[1] != '%';
            if (isDirective ? !TryRead(pattern[1], ref text, ref parts) : text.Length == 0 || text[0] != pattern[0])
            {
                return false;
            }

            text = isDirective ? text : text[1..];
            pattern = pattern[(pattern[0] == '%' ? 2 : 1)..];
        }

        return text.Length == 0 && parts.TryGetTicks(out ticks);
    }

    private static bool TryRead(byte directive, ref ReadOnlySpan<byte> text, ref TimeParts parts) =>
        directive switch
        {
            (byte)'Y' => DigitsOf(text) >= 4 & TryTake(ref text, 4, out parts.Year),
            (byte)'y' => TryTakeShortYear(ref text, out parts.Year),
            (byte)'m' => TryTake(ref text, 2, out parts.Month),
            (byte)'d' => TryTake(ref text, 2, out parts.Day),
            (byte)'j' => TryTake(ref text, 3, out parts.DayOfYear),
            (byte)'H' => TryTake(ref text, 2, out parts.Hour),
            (byte)'I' => TryTake(ref text, 2, out parts.HourOf12),
            (byte)'M' => TryTake(ref text, 2, out parts.Minute),
            (byte)'S' => TryTake(ref text, 2, out parts.Second),
            (byte)'f' => TryTakeFraction(ref text, out parts.Fraction),
            (byte)'p' => TryTakeHalf(ref text, out parts.IsAfternoon),
            (byte)'z' => TryTakeZone(ref text, out parts.Zone),
            _ => TryTakeMonth(ref text, isWhole: directive == 'B', out parts.Month),
        };

    private static bool TryTake(ref ReadOnlySpan<byte> text, int mostDigits, out int value)
    {
        var digits = Math.Min(DigitsOf(text), mostDigits);
        var isRead = WholeNumber.TryParseDigits(text[..digits], out value);
        text = text[digits..];
        return isRead;
    }

    /// <summary>Two digits: up to 68 of this century, else of the last, as POSIX has it.</summary>
    private static bool TryTakeShortYear(ref ReadOnlySpan<byte> text, out int year)
    {
        var isRead = DigitsOf(text) >= 2 & TryTake(ref text, 2, out year);
        year += year <= 68 ? 2000 : 1900;
        return isRead;
    }

    private static bool TryTakeFraction(ref ReadOnlySpan<byte> text, out long ticks)
    {
        var digits = Math.Min(DigitsOf(text), 6);
        ticks = IsoTime.Fraction(text[..digits]);
        text = text[digits..];
        return digits > 0;
    }

    private static bool TryTakeHalf(ref ReadOnlySpan<byte> text, out bool? isAfternoon)
    {
        isAfternoon = text is [(byte)'P' or (byte)'p', ..];
        var isHalf = text is [(byte)'A' or (byte)'a' or (byte)'P' or (byte)'p', (byte)'M' or (byte)'m', ..];
        text = isHalf ? text[2..] : text;
        return isHalf;
    }

    private static bool TryTakeZone(ref ReadOnlySpan<byte> text, out long ticks)
    {
        var length =
            text is [(byte)'Z', ..] ? 1
            : text.Length > 3 && text[3] == ':' ? 6
            : 5;
        ticks = 0;
        if (text.Length < length || !IsoTime.TryParseZone(text[..length], out ticks))
        {
            return false;
        }

        text = text[length..];
        return true;
    }

    private static bool TryTakeMonth(ref ReadOnlySpan<byte> text, bool isWhole, out int month)
    {
        for (month = 1; month <= Months.Length; month++)
        {
            var name = isWhole ? Months[month - 1] : Months[month - 1][..3];
            if (text.Length >= name.Length && Ascii.EqualsIgnoreCase(text[..name.Length], name))
            {
                text = text[name.Length..];
                return true;
            }
        }

        return false;
    }

    private static int DigitsOf(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }
}
