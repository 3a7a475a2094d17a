using System.Text.RegularExpressions;

namespace LogsProcessor.Core.Tests.Reference;

/// <summary>The three parts of a request line; null where there is none.</summary>
internal sealed partial record ReferenceRequest(string? Method, string? Url, string? Protocol)
{
    internal static ReferenceRequest Parse(string? text)
    {
        if (text is null)
        {
            return new ReferenceRequest(null, null, null);
        }

        // An extra space after the protocol was seen.
        text = text.EndsWith(' ') ? text[..^1] : text;
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            return new ReferenceRequest(OrNull(text), null, null);
        }

        var method = text[..space];
        var rest = text[(space + 1)..];
        var last = rest[(rest.LastIndexOf(' ') + 1)..];
        if (last.Length == rest.Length || (last != "-" && !Protocols().IsMatch(last)))
        {
            return new ReferenceRequest(OrNull(method), OrNull(rest), null);
        }

        return new ReferenceRequest(OrNull(method), OrNull(rest[..^(last.Length + 1)]), OrNull(last));
    }

    /// <summary>Whether the client spoke HTTP: a TCP connection's record has no such part.</summary>
    internal bool HasParts => Method is not null || Url is not null || Protocol is not null;

    private static string? OrNull(string text) => text is "-" or "" ? null : text;

    [GeneratedRegex("""^[A-Za-z]+/[0-9]+\.[0-9]+\z""")]
    private static partial Regex Protocols();
}

/// <summary>The parts of a URL; empty ones are null.</summary>
internal sealed partial record ReferenceUrl(string? Scheme, string? Host, string? Port, string? Path, string? Query)
{
    /// <summary>Takes a URL apart; null if it is none.</summary>
    internal static ReferenceUrl? Parse(string? text)
    {
        var match = Form().Match(text ?? "");
        if (!match.Success)
        {
            return null;
        }

        var port = match.Groups["port"].Value;
        var host = match.Groups["host"].Value;
        return (port.Length > 0 && !ReferenceText.IsPort(port)) || (host[0] == '[' && !ReferenceText.IsIp(host[1..^1]))
            ? null
            : new ReferenceUrl(Part("scheme"), Part("host"), Part("port"), Part("path"), Part("query"));

        string? Part(string name) => match.Groups[name] is { Length: > 0 } group ? group.Value : null;
    }

    [GeneratedRegex(
        """
            ^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://
            (?:[^/?]*@)?
            (?<host>[A-Za-z0-9._~%-]+|\[[0-9A-Fa-f:.]+\])
            (?::(?<port>[0-9]*))?
            (?<path>(?:/[^?]*)?)
            (?:\?(?<query>.*))?\z
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline
    )]
    private static partial Regex Form();
}
