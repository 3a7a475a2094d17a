using System.Text.RegularExpressions;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Parsing;

/// <summary>
/// What an object's key says. Source: AWS's pages on the five logs, "…log files"; keys have the form
/// <c>[prefix/]AWSLogs/account/elasticloadbalancing/region/yyyy/mm/dd/[kind_]account_elasticloadbalancing_region_name_end_….log[.gz]</c>.
/// </summary>
/// <param name="Format">The format, or <see cref="LogFormat.Unknown"/> where the key says nothing.</param>
/// <param name="Account">The AWS account, or null.</param>
/// <param name="Region">The AWS region, or null.</param>
/// <param name="IsTestObject">Whether it is one of the objects that AWS writes when logging is switched on.</param>
public sealed partial record ObjectName(LogFormat Format, string? Account, string? Region, bool IsTestObject)
{
    /// <summary>Reads <paramref name="key"/>: its last part, and the folders behind the last <c>AWSLogs</c>, whatever prefix stands before.</summary>
    public static ObjectName Parse(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var fileName = key[(key.LastIndexOf('/') + 1)..];
        if (TestObject().IsMatch(fileName))
        {
            return new ObjectName(LogFormat.Unknown, null, null, IsTestObject: true);
        }

        var name = FileName().Match(fileName);
        var folders = Folders().Match(key);
        return new ObjectName(
            name.Success ? FormatOf(name, fileName) : LogFormat.Unknown,
            TextOf(name, "account") ?? TextOf(folders, "account"),
            TextOf(name, "region") ?? TextOf(folders, "region"),
            IsTestObject: false
        );
    }

    private static LogFormat FormatOf(Match name, string fileName)
    {
        var kind = name.Groups["kind"].Value;
        if (kind.StartsWith("conn_log", StringComparison.Ordinal))
        {
            return LogFormat.AlbConnection;
        }

        if (kind.StartsWith("health_check_log", StringComparison.Ordinal))
        {
            return LogFormat.AlbHealthCheck;
        }

        return name.Groups["resource"].Value switch
        {
            "app." => LogFormat.Alb,
            "net." => LogFormat.Nlb,
            _ when fileName.EndsWith(".log", StringComparison.Ordinal) => LogFormat.Classic,
            _ => LogFormat.Unknown,
        };
    }

    private static string? TextOf(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? found.Value : null;

    [GeneratedRegex(
        "^(ELBAccessLogTestFile|ELBConnectionLogTestFile|ELBHealthCheckLogTestFile)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex TestObject();

    [GeneratedRegex(
        @"^(?<kind>conn_log[._]|health_check_log[._])?(?<account>[0-9]+)_elasticloadbalancing_(?<region>[a-z0-9-]+)_(?<resource>app\.|net\.)?",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex FileName();

    [GeneratedRegex(
        @"(^|/)AWSLogs/(o-[a-z0-9]+/)?(?<account>[0-9]+)/elasticloadbalancing/(?<region>[a-z0-9-]+)/",
        RegexOptions.CultureInvariant | RegexOptions.RightToLeft
    )]
    private static partial Regex Folders();
}
