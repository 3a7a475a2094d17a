using System.Globalization;
using System.Text.RegularExpressions;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Cli.Selecting;

/// <summary>Points in time as a person writes them.</summary>
internal static partial class TimeText
{
    /// <summary>What would be right, for a message.</summary>
    private const string Allowed =
        "a date (2026-03-04), a time (2026-03-04T05:00Z) or an age (90m, 24h, 7d) is allowed";

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads an option that may be left out; faults go to <paramref name="settings"/>.</summary>
    public static DateTimeOffset? Read(SettingsReader settings, string name, DateTimeOffset now)
    {
        if (settings.Optional(name) is not { } text)
        {
            return null;
        }

        if (TryParse(text, now, out var time))
        {
            return time;
        }

        settings.Fault(name, Allowed);
        return null;
    }

    /// <summary>Reads a date (its 00:00), a time (of UTC, if it does not say), or an age.</summary>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset time) =>
        TryParseAge(text, now, out time)
        || DateTimeOffset.TryParseExact(
            text,
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time
        );

    private static bool TryParseAge(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        time = default;
        var match = Age().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        time = match.Groups["unit"].Value switch
        {
            "m" => now.AddMinutes(-number),
            "h" => now.AddHours(-number),
            _ => now.AddDays(-number),
        };
        return true;
    }

    [GeneratedRegex("^(?<number>[0-9]{1,5})(?<unit>[mhd])$", RegexOptions.CultureInvariant)]
    private static partial Regex Age();
}
