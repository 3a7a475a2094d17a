using System.Buffers;
using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Json;

/// <summary>Text in JSON strings: UTF-8 in, escaped UTF-8 out (RFC 8259). Bytes that are not UTF-8 become U+FFFD.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> Unescaped = SearchValues.Create([
        .. Enumerable
            .Range(0x20, 0x60)
            .Select(value => (byte)value)
            .Where(value => value is not ((byte)'"' or (byte)'\\')),
    ]);

    /// <summary>One byte may take six: <c>\u0000</c>.</summary>
    internal static int MostBytes(int length) => length * 6;

    /// <summary>Writes <paramref name="text"/> escaped, without quotes around it.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="destination">Takes at least <see cref="MostBytes"/>.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Escape(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var run = text.IndexOfAnyExcept(Unescaped);
            if (run < 0)
            {
                text.CopyTo(destination[written..]);
                return written + text.Length;
            }

            text[..run].CopyTo(destination[written..]);
            written += run;
            text = text[run..];
            text = text[EscapeOne(text, destination, ref written)..];
        }
    }

    private static int EscapeOne(ReadOnlySpan<byte> text, Span<byte> destination, ref int written)
    {
        if (text[0] >= 0x80)
        {
            // An invalid sequence gives U+FFFD and the number of bytes to skip.
            _ = Rune.DecodeFromUtf8(text, out var rune, out var consumed);
            written += rune.EncodeToUtf8(destination[written..]);
            return consumed;
        }

        var escape = text[0] switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            _ => "\\u00"u8,
        };
        escape.CopyTo(destination[written..]);
        written += escape.Length;
        if (escape.Length > 2)
        {
            destination[written++] = Hex.LowerDigit(text[0] >> 4);
            destination[written++] = Hex.LowerDigit(text[0] & 15);
        }

        return 1;
    }
}
