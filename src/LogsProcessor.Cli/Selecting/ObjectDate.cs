using System.Globalization;
using System.Text.RegularExpressions;
using LogsProcessor.Cli.Sources;

namespace LogsProcessor.Cli.Selecting;

/// <summary>The date of an object's lines, as exactly as its key tells it: a minute, or a whole day.</summary>
/// <param name="First">The earliest time that it may be.</param>
/// <param name="Last">The latest time that it may be.</param>
internal readonly partial record struct ObjectDate(DateTimeOffset First, DateTimeOffset Last)
{
    /// <summary>
    /// By the file's name, where AWS writes the end of the interval; else by the folders of the day it was delivered; else by the time
    /// it was last changed.
    /// </summary>
    /// <returns>Null if nothing tells the date.</returns>
    public static ObjectDate? Of(SourceObject source) => Of(source.Object.Key, source.Modified);

    /// <inheritdoc cref="Of(SourceObject)"/>
    public static ObjectDate? Of(string key, DateTimeOffset? modified)
    {
        var fileName = key[(key.LastIndexOf('/') + 1)..];
        return OfName(fileName) ?? OfFolders(key) ?? (modified is { } time ? new ObjectDate(time, time) : null);
    }

    private static ObjectDate? OfName(string fileName)
    {
        var end = IntervalEnd().Match(fileName);
        var text = end.Groups["day"].Value + end.Groups["minute"].Value;
        return end.Success && TryParse(text, "yyyyMMddHHmm", out var time) ? new ObjectDate(time, time) : null;
    }

    private static ObjectDate? OfFolders(string key)
    {
        var folders = DayFolder().Match(key);
        return folders.Success && TryParse(folders.Groups["day"].Value, "yyyy/MM/dd", out var day)
            ? new ObjectDate(day, day.AddDays(1).AddTicks(-1))
            : null;
    }

    private static bool TryParse(string text, string format, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text,
            format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time
        );

    [GeneratedRegex("_(?<day>[0-9]{8})T?(?<minute>[0-9]{4})Z[_.]", RegexOptions.CultureInvariant)]
    private static partial Regex IntervalEnd();

    [GeneratedRegex(
        "(^|/)(?<day>[0-9]{4}/[0-9]{2}/[0-9]{2})/",
        RegexOptions.CultureInvariant | RegexOptions.RightToLeft
    )]
    private static partial Regex DayFolder();
}
