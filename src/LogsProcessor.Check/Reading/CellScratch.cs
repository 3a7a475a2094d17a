using System.Text;

namespace LogsProcessor.Check.Reading;

/// <summary>Holds what a cell's bytes are turned into while it is looked at. It grows with the largest cell. Not thread-safe.</summary>
internal sealed class CellScratch
{
    private byte[] _bytes = new byte[256];
    private char[] _characters = new char[256];

    /// <summary>
    /// The value of a field that begins with a quote: two quotes are one, a single one ends the quoted part, and what follows it is taken
    /// as it is. A quote that is never closed is no fault here.
    /// </summary>
    internal ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        var target = Bytes(raw.Length);
        var length = 0;
        var rest = raw[1..];
        while (true)
        {
            var quote = rest.IndexOf((byte)'"');
            var isDoubled = quote >= 0 && quote + 1 < rest.Length && rest[quote + 1] == '"';
            var piece = quote < 0 ? rest : rest[..(isDoubled ? quote + 1 : quote)];
            piece.CopyTo(target[length..]);
            length += piece.Length;
            if (isDoubled)
            {
                rest = rest[(quote + 2)..];
                continue;
            }

            var behind = quote < 0 ? [] : rest[(quote + 1)..];
            behind.CopyTo(target[length..]);
            return target[..(length + behind.Length)];
        }
    }

    /// <summary>So many bytes to write to.</summary>
    internal Span<byte> Bytes(int length)
    {
        if (_bytes.Length < length)
        {
            _bytes = new byte[Math.Max(length, _bytes.Length * 2)];
        }

        return _bytes.AsSpan(0, length);
    }

    /// <summary>The text of UTF-8.</summary>
    internal ReadOnlySpan<char> Characters(ReadOnlySpan<byte> text)
    {
        if (_characters.Length < text.Length)
        {
            _characters = new char[Math.Max(text.Length, _characters.Length * 2)];
        }

        return _characters.AsSpan(0, Encoding.UTF8.GetChars(text, _characters));
    }
}
