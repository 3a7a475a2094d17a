namespace LogsProcessor.Check.Values;

/// <summary>The parts of a date or time, as a form names them one by one; what it does not name is that of 1900-01-01 00:00:00.</summary>
internal struct TimeParts()
{
    internal int Year = 1900;
    internal int Month = 1;
    internal int Day = 1;
    internal int DayOfYear = -1;
    internal int Hour;
    internal int HourOf12 = -1;
    internal int Minute;
    internal int Second;
    internal long Fraction;
    internal long Zone;
    internal bool? IsAfternoon;

    /// <summary>Puts them together.</summary>
    /// <returns>False if there is no such time.</returns>
    internal readonly bool TryGetTicks(out long ticks)
    {
        ticks = 0;
        if (!TryGetHour(out var hour) || Minute > 59 || Second > 60 || !TryGetDays(out var days))
        {
            return false;
        }

        var seconds = (((hour * 60L) + Minute) * 60) + Second;
        ticks = (days * TimeSpan.TicksPerDay) + (seconds * TimeSpan.TicksPerSecond) + Fraction - Zone;
        return true;
    }

    private readonly bool TryGetHour(out int hour)
    {
        hour = Hour;
        if (HourOf12 >= 0)
        {
            hour = (HourOf12 % 12) + (IsAfternoon == true ? 12 : 0);
            return HourOf12 is >= 1 and <= 12;
        }

        return Hour <= 23;
    }

    private readonly bool TryGetDays(out long days)
    {
        if (DayOfYear < 0)
        {
            return IsoTime.TryGetDays(Year, Month, Day, out days);
        }

        var isDate =
            IsoTime.TryGetDays(Year, 1, 1, out days)
            && DayOfYear >= 1
            && DayOfYear <= (DateTime.IsLeapYear(Year) ? 366 : 365);
        days += DayOfYear - 1;
        return isDate;
    }
}
