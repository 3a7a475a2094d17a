namespace LogsProcessor.Bundle.Zip;

/// <summary>Times as ZIP has them.</summary>
internal static class ZipTime
{
    private const int FirstYear = 1980;
    private const int LastYear = 2107;

    /// <summary>1980-01-01, for members whose time is not known.</summary>
    private const uint FirstDay = (1 << 21) | (1 << 16);

    /// <summary>The date and time of MS-DOS, in UTC, in steps of two seconds.</summary>
    internal static uint ToDos(DateTimeOffset? time)
    {
        if (time?.UtcDateTime is not { Year: >= FirstYear and <= LastYear } utc)
        {
            return FirstDay;
        }

        var date = ((utc.Year - FirstYear) << 9) | (utc.Month << 5) | utc.Day;
        var clock = (utc.Hour << 11) | (utc.Minute << 5) | (utc.Second / 2);
        return ((uint)date << 16) | (uint)clock;
    }

    /// <summary>The seconds since 1970, as the extended timestamp has them: in 32 bits; null where they do not do.</summary>
    internal static int? ToUnix(DateTimeOffset? time) =>
        time?.ToUnixTimeSeconds() is { } seconds and >= int.MinValue and <= int.MaxValue ? (int)seconds : null;
}
