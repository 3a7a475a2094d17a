namespace LogsProcessor.Core.Parsing;

/// <summary>
/// The parts of <c>METHOD URL PROTOCOL</c>, as places in the field's value; there is no place for a part that is <c>-</c> or missing.
/// The method ends at the first space; the protocol stands behind the last one if it looks like <c>NAME/1.1</c> or is <c>-</c>; the URL
/// is everything between and may hold spaces. One space at the end is forgiven.
/// </summary>
public readonly record struct RequestLine(TextPlace Method, TextPlace Url, TextPlace Protocol)
{
    /// <summary>Whether there is a method, a URL or a protocol.</summary>
    public bool IsPresent => (Method.Length | Url.Length | Protocol.Length) != 0;

    internal static RequestLine Split(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[^1] == ' ')
        {
            text = text[..^1];
        }

        var space = text.IndexOf((byte)' ');
        if (space < 0)
        {
            return new RequestLine(PlaceIn(text, 0, text.Length), default, default);
        }

        var urlStart = space + 1;
        var last = text.LastIndexOf((byte)' ');
        var behindLast = text[(last + 1)..];
        var isProtocol = last > space && (behindLast is [(byte)'-'] || LooksLikeProtocol(behindLast));
        var urlEnd = isProtocol ? last : text.Length;
        return new RequestLine(
            PlaceIn(text, 0, space),
            PlaceIn(text, urlStart, urlEnd),
            isProtocol ? PlaceIn(text, last + 1, text.Length) : default
        );
    }

    private static TextPlace PlaceIn(ReadOnlySpan<byte> text, int start, int end) =>
        end - start == 1 && text[start] == '-' ? default : TextPlace.Between(start, end);

    /// <summary>Letters, a slash, and a number with a point.</summary>
    private static bool LooksLikeProtocol(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("HTTP/1.1"u8))
        {
            return true;
        }

        var slash = text.IndexOf((byte)'/');
        if (slash < 1)
        {
            return false;
        }

        foreach (var letter in text[..slash])
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                return false;
            }
        }

        var version = text[(slash + 1)..];
        return version.Contains((byte)'.') && version[0] != '-' && Number.IsDecimal(version);
    }
}
