namespace LogsProcessor.Core.Parsing;

/// <summary>Percent-encoding (RFC 3986), for the NLB fields that carry it. A <c>%</c> without two digits behind it stays.</summary>
internal static class PercentEncoding
{
    /// <summary>Decodes <paramref name="text"/> into <paramref name="destination"/>, which is at least as long.</summary>
    /// <returns>The number of bytes written. They need not be UTF-8.</returns>
    internal static int Decode(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        while (!text.IsEmpty)
        {
            if (text[0] == '%' && Hex.TryByte(text[1..], out var value))
            {
                destination[written++] = value;
                text = text[3..];
            }
            else
            {
                destination[written++] = text[0];
                text = text[1..];
            }
        }

        return written;
    }
}
