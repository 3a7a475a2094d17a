using System.Text.RegularExpressions;

namespace LogsProcessor.Core.Tests.Reference;

/// <summary>What documents derive from a field's text.</summary>
internal static partial class ReferenceParts
{
    internal static IReadOnlyList<string>? List(string field, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (field == "alpn_client_preference_list")
        {
            return AlpnList(value);
        }

        return value.Length == 0 ? [] : value.Split(field == "actions_executed" ? ',' : ' ');
    }

    internal static (string? Protocol, string? Version) Tls(string? value)
    {
        if (value is null || TlsName().Match(value) is not { Success: true } match)
        {
            return (null, NonEmpty(value));
        }

        var protocol = match.Groups["protocol"].Value.ToLowerInvariant();
        var number = match.Groups["number"].Value;
        return (
            protocol,
            (protocol, number) switch
            {
                ("tls", "1") => "1.0",
                (_, ['1', >= '0' and <= '3' and var minor]) => $"1.{minor}",
                _ => number,
            }
        );
    }

    internal static string? TraceRoot(string? value) => NonEmpty(Item(value, "Root="));

    internal static string? NotBefore(string? validity) => NonEmpty(Item(validity, "NotBefore="));

    internal static string? NotAfter(string? validity) => NonEmpty(Item(validity, "NotAfter="));

    internal static string? BeforeColon(string? value) => NonEmpty(value?.Split(':')[0]);

    internal static string? AfterColon(string? value) =>
        value?.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? NonEmpty(value[(colon + 1)..]) : null;

    private static string? NonEmpty(string? text) => text?.Length > 0 ? text : null;

    private static string? Item(string? value, string name) =>
        value?.Split(';').FirstOrDefault(item => item.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    /// <summary>Items in quotes or in backslash-quotes; the list may be cut before, in or behind its last item.</summary>
    private static IReadOnlyList<string> AlpnList(string value)
    {
        if (value is "\"\"" or "\\\"\\\"")
        {
            return [];
        }

        var items = value.Split(',').ToList();
        if (items[^1] is "" or "\"" or "\\" or "\\\"")
        {
            items.RemoveAt(items.Count - 1);
        }

        return [.. items.Select(item => ReferenceText.PercentDecode(Quotes().Replace(item, "")))];
    }

    [GeneratedRegex("""^\\?"|\\?"\z""")]
    private static partial Regex Quotes();

    [GeneratedRegex("""^(?<protocol>tls|ssl)v?(?<number>[0-9.]+)\z""", RegexOptions.IgnoreCase)]
    private static partial Regex TlsName();
}
