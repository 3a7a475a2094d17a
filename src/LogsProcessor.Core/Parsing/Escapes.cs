namespace LogsProcessor.Core.Parsing;

/// <summary>
/// Escapes in quoted fields, undocumented by AWS and known from real logs: <c>\xHH</c> for one byte, <c>\"</c> and <c>\\</c>, and the
/// rare eight-digit <c>\x000000HH</c> and (sign-extended) <c>\xffffffHH</c>, also for one byte. Decoded once, from left to right; what
/// is none of these stays as it is, for a field cut at 8 KB may end in half an escape.
/// </summary>
internal static class Escapes
{
    /// <summary>Decodes <paramref name="text"/> into <paramref name="destination"/>, which is at least as long.</summary>
    /// <returns>The number of bytes written. They need not be UTF-8.</returns>
    internal static int Decode(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var run = text.IndexOf((byte)'\\');
            if (run < 0)
            {
                text.CopyTo(destination[written..]);
                return written + text.Length;
            }

            text[..run].CopyTo(destination[written..]);
            written += run;
            text = text[run..];
            destination[written++] = DecodeOne(text, out var consumed);
            text = text[consumed..];
        }
    }

    private static byte DecodeOne(ReadOnlySpan<byte> text, out int consumed)
    {
        if (text.Length >= 2 && text[1] is (byte)'"' or (byte)'\\')
        {
            consumed = 2;
            return text[1];
        }

        if (text.Length >= 4 && text[1] == 'x' && Hex.TryByte(text[2..], out var value))
        {
            if (text.Length >= 10 && IsFiller(text.Slice(2, 6)) && Hex.TryByte(text[8..], out var last))
            {
                consumed = 10;
                return last;
            }

            consumed = 4;
            return value;
        }

        consumed = 1;
        return (byte)'\\';
    }

    private static bool IsFiller(ReadOnlySpan<byte> digits) =>
        digits.SequenceEqual("000000"u8) || !digits.ContainsAnyExcept((byte)'f', (byte)'F');
}
