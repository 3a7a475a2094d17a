using System.Globalization;
using System.Text.RegularExpressions;

namespace LogsProcessor.Cli.Selecting;

/// <summary>
/// Below a region AWS keeps a folder for each day, so that a list of some days need not go through the years before them. The folder is
/// that of the delivery, which comes after the interval's end: days around the range are listed too, and sorted out by name.
/// </summary>
internal static partial class DayFolders
{
    private const int DaysBefore = 1;
    private const int DaysAfter = 2;

    /// <summary>More folders than that cost more requests than they save.</summary>
    private const int MostFolders = 1000;

    /// <summary>The prefixes that hold the range's objects, in order; null if the whole prefix has to be listed.</summary>
    /// <param name="prefix">The prefix: a region's folder, or one of a year, a month or a day below it.</param>
    /// <param name="range">The dates wanted.</param>
    /// <param name="now">The time: nothing was delivered after it.</param>
    public static IReadOnlyList<string>? Of(string prefix, DateRange range, DateTimeOffset now)
    {
        var match = RegionFolder().Match(prefix);
        if (!match.Success || range.Since is null)
        {
            return null;
        }

        var last = (range.Until ?? now).UtcDateTime.Date.AddDays(DaysAfter);
        var first = range.Since.Value.UtcDateTime.Date.AddDays(-DaysBefore);
        var days = Math.Max(0, (int)(last - first).TotalDays + 1);
        return days > MostFolders
            ? null
            :
            [
                .. Enumerable
                    .Range(0, days)
                    .Select(day => first.AddDays(day).ToString("yyyy'/'MM'/'dd'/'", CultureInfo.InvariantCulture))
                    .Select(folder => match.Groups["region"].Value + folder)
                    .Where(folder => folder.StartsWith(prefix, StringComparison.Ordinal)),
            ];
    }

    [GeneratedRegex(
        "^(?<region>(.*/)?AWSLogs/(o-[a-z0-9]+/)?[0-9]+/elasticloadbalancing/[a-z0-9-]+/)([0-9]{4}/([0-9]{2}/([0-9]{2}/)?)?)?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex RegionFolder();
}
