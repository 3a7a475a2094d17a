namespace LogsProcessor.Check.Values;

/// <summary>Reads dates and times of ISO 8601, in the one form that the schema's default formats have.</summary>
internal static class IsoTime
{
    private const int DateLength = 10;
    private const int TimeLength = 8;

    /// <summary><c>2026-03-04</c>, as a number of days.</summary>
    internal static bool TryParseDate(ReadOnlySpan<byte> text, out long days)
    {
        days = 0;
        if (
            text.Length != DateLength
            || text[4] != '-'
            || text[7] != '-'
            || !WholeNumber.TryParseDigits(text[..4], out var year)
            || !WholeNumber.TryParseDigits(text[5..7], out var month)
            || !WholeNumber.TryParseDigits(text[8..], out var day)
        )
        {
            return false;
        }

        return TryGetDays(year, month, day, out days);
    }

    /// <summary><c>05:06:07</c>, with a fraction and a zone perhaps, in ticks.</summary>
    internal static bool TryParseTime(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (
            text.Length < TimeLength
            || text[2] != ':'
            || text[5] != ':'
            || !WholeNumber.TryParseDigits(text[..2], out var hour)
            || !WholeNumber.TryParseDigits(text[3..5], out var minute)
            || !WholeNumber.TryParseDigits(text[6..8], out var second)
            || hour > 23
            || minute > 59
            || second > 60
        )
        {
            return false;
        }

        ticks = (((hour * 60L) + minute) * 60 + second) * TimeSpan.TicksPerSecond;
        return TryAddRest(text[TimeLength..], ref ticks);
    }

    /// <summary><c>2026-03-04T05:06:07Z</c>, with a fraction perhaps, and with another zone or none, in ticks of UTC.</summary>
    internal static bool TryParseDateTime(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (
            text.Length <= DateLength
            || text[DateLength] != 'T'
            || !TryParseDate(text[..DateLength], out var days)
            || !TryParseTime(text[(DateLength + 1)..], out ticks)
        )
        {
            return false;
        }

        ticks += days * TimeSpan.TicksPerDay;
        return true;
    }

    /// <summary><c>2026</c>; before the year 1 with a minus, behind 9999 with more digits.</summary>
    internal static bool TryParseYear(ReadOnlySpan<byte> text, out long year)
    {
        var digits = text is [(byte)'-', ..] ? text[1..] : text;
        year = 0;
        return digits.Length is >= 4 and < 10
            && digits[0] is >= (byte)'0' and <= (byte)'9'
            && WholeNumber.TryParse(text, out year);
    }

    /// <summary><c>2026-03</c>, as a number of months.</summary>
    internal static bool TryParseYearMonth(ReadOnlySpan<byte> text, out long months)
    {
        months = 0;
        if (
            text.Length != 7
            || text[4] != '-'
            || !WholeNumber.TryParseDigits(text[..4], out var year)
            || !WholeNumber.TryParseDigits(text[5..], out var month)
            || month is < 1 or > 12
        )
        {
            return false;
        }

        months = (year * 12) + month;
        return true;
    }

    internal static bool TryGetDays(int year, int month, int day, out long days)
    {
        var isDate =
            year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        days = isDate ? new DateOnly(year, month, day).DayNumber : 0;
        return isDate;
    }

    /// <summary>A zone: <c>Z</c>, <c>+01:00</c> or <c>+0100</c>.</summary>
    internal static bool TryParseZone(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.SequenceEqual("Z"u8))
        {
            return true;
        }

        if (
            text.Length is not (5 or 6)
            || text[0] is not ((byte)'+' or (byte)'-')
            || (text.Length == 6 && text[3] != ':')
        )
        {
            return false;
        }

        var isRead =
            WholeNumber.TryParseDigits(text[1..3], out var hours)
            & WholeNumber.TryParseDigits(text[^2..], out var minutes);
        ticks = ((hours * 60L) + minutes) * TimeSpan.TicksPerMinute * (text[0] == '-' ? -1 : 1);
        return isRead && hours <= 23 && minutes <= 59;
    }

    private static bool TryAddRest(ReadOnlySpan<byte> rest, ref long ticks)
    {
        if (rest is [(byte)'.', ..])
        {
            var digits = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            digits = digits < 0 ? rest.Length - 1 : digits;
            if (digits == 0)
            {
                return false;
            }

            ticks += Fraction(rest.Slice(1, digits));
            rest = rest[(digits + 1)..];
        }

        if (rest.Length == 0)
        {
            return true;
        }

        var isZone = TryParseZone(rest, out var offset);
        ticks -= offset;
        return isZone;
    }

    /// <summary>Ticks of a fraction of a second; digits behind the seventh are less than one.</summary>
    internal static long Fraction(ReadOnlySpan<byte> digits)
    {
        var ticks = 0L;
        for (var index = 0; index < 7; index++)
        {
            ticks = (ticks * 10) + (index < digits.Length ? digits[index] - '0' : 0);
        }

        return ticks;
    }
}
