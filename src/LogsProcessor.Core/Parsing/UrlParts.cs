using System.Buffers;

namespace LogsProcessor.Core.Parsing;

/// <summary>
/// A URL as load balancers write it, <c>scheme://host:port/path?query</c>, cut into places in its text. Clients send what they like,
/// so everything that is not clearly such a URL is none, and the record lives on with the URL as plain text.
/// </summary>
internal readonly record struct UrlParts(
    bool IsUrl,
    TextPlace Scheme,
    TextPlace Domain,
    TextPlace Port,
    TextPlace Path,
    TextPlace Query
)
{
    private static readonly SearchValues<byte> HostBytes = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%"u8
    );

    internal static UrlParts Split(ReadOnlySpan<byte> url)
    {
        var colon = url.IndexOf((byte)':');
        if (colon < 1 || !IsScheme(url[..colon]) || !url[(colon + 1)..].StartsWith("//"u8))
        {
            return default;
        }

        var authorityStart = colon + 3;
        var length = url[authorityStart..].IndexOfAny((byte)'/', (byte)'?');
        var authorityEnd = length < 0 ? url.Length : authorityStart + length;
        var authority = url[authorityStart..authorityEnd];
        var domainStart = authorityStart + authority.LastIndexOf((byte)'@') + 1;
        var portColon = PortColon(url[domainStart..authorityEnd]);
        var domainEnd = portColon < 0 ? authorityEnd : domainStart + portColon;
        var portStart = portColon < 0 ? authorityEnd : domainEnd + 1;
        if (
            !IsHost(url[domainStart..domainEnd])
            || (portStart < authorityEnd && !Number.IsPort(url[portStart..authorityEnd]))
        )
        {
            return default;
        }

        var question = url[authorityEnd..].IndexOf((byte)'?');
        var pathEnd = question < 0 ? url.Length : authorityEnd + question;
        return new UrlParts(
            IsUrl: true,
            Scheme: new TextPlace(0, colon),
            Domain: TextPlace.Between(domainStart, domainEnd),
            Port: TextPlace.Between(portStart, authorityEnd),
            Path: TextPlace.Between(authorityEnd, pathEnd),
            Query: TextPlace.Between(Math.Min(pathEnd + 1, url.Length), url.Length)
        );
    }

    /// <summary>The path, or what stands before the first question mark where <paramref name="url"/> is none.</summary>
    internal TextPlace WithoutQuery(ReadOnlySpan<byte> url)
    {
        if (IsUrl)
        {
            return Path;
        }

        var question = url.IndexOf((byte)'?');
        return new TextPlace(0, question < 0 ? url.Length : question);
    }

    private static int PortColon(ReadOnlySpan<byte> hostAndPort)
    {
        var colon = hostAndPort.LastIndexOf((byte)':');
        return colon > hostAndPort.LastIndexOf((byte)']') ? colon : -1;
    }

    private static bool IsScheme(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("https"u8) || text.SequenceEqual("http"u8))
        {
            return true;
        }

        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'+' or (byte)'-' or (byte)'.'))
            {
                return false;
            }
        }

        return char.IsAsciiLetter((char)text[0]);
    }

    private static bool IsHost(ReadOnlySpan<byte> host) =>
        host is [(byte)'[', .., (byte)']']
            ? IpAddress.IsValidV6(host[1..^1])
            : !host.IsEmpty && !host.ContainsAnyExcept(HostBytes);
}
