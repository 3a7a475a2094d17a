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
        var domainStart = authorityStart + url[authorityStart..authorityEnd].LastIndexOf((byte)'@') + 1;
        var domainLength = DomainLength(url[domainStart..authorityEnd]);
        var portColon = domainStart + domainLength;
        var portStart = Math.Min(portColon + 1, authorityEnd);
        if (domainLength == 0 || !IsPort(url[portColon..authorityEnd]))
        {
            return default;
        }

        var question = url[authorityEnd..].IndexOf((byte)'?');
        var pathEnd = question < 0 ? url.Length : authorityEnd + question;
        return new UrlParts(
            IsUrl: true,
            Scheme: new TextPlace(0, colon),
            Domain: new TextPlace(domainStart, domainLength),
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

    /// <summary>The length of the host at the beginning of the text, brackets included; 0 if there is none.</summary>
    private static int DomainLength(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'[', ..])
        {
            var bracket = text.IndexOf((byte)']');
            return bracket > 0 && IpAddress.IsValidV6(text[1..bracket]) ? bracket + 1 : 0;
        }

        var length = text.IndexOfAnyExcept(HostBytes);
        return length < 0 ? text.Length : length;
    }

    /// <summary>Whether what stands behind the host is nothing, or a colon and perhaps a port.</summary>
    private static bool IsPort(ReadOnlySpan<byte> text) =>
        text is [] or [(byte)':'] || (text[0] == ':' && Number.IsPort(text[1..]));

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
}
