using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Filtering;

/// <summary>
/// A piece of a line as somebody may read it in the end: percent-encoding and every kind of escape decoded, again and again, whatever
/// they are nested in. It is for finding things only: each byte of it knows the bytes of the line that it stands for. Decoding too much
/// only finds too much, which is the safe side. Not thread-safe.
/// </summary>
internal sealed class DecodedText
{
    private byte[] _bytes = new byte[1024];
    private int[] _starts = new int[1024 + 1];
    private int _length;
    private int _offset;
    private bool _isDecoded;

    /// <summary>The text.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Takes in <paramref name="raw"/>, which begins at <paramref name="offset"/> of the line.</summary>
    internal void Load(ReadOnlySpan<byte> raw, int offset)
    {
        if (_bytes.Length < raw.Length)
        {
            _bytes = new byte[raw.Length * 2];
            _starts = new int[_bytes.Length + 1];
        }

        _offset = offset;
        _isDecoded = raw.ContainsAny((byte)'%', (byte)'\\');
        if (_isDecoded)
        {
            Decode(raw);
        }
        else
        {
            raw.CopyTo(_bytes);
            _length = raw.Length;
        }
    }

    /// <summary>Where in the line stands what the byte at <paramref name="index"/> stands for; for the length, where the piece ends.</summary>
    internal int PositionOf(int index) => _offset + (_isDecoded ? _starts[index] : index);

    /// <summary>Whether the byte stands in the line as it is here.</summary>
    internal bool IsLiteral(int index) => !_isDecoded || _starts[index + 1] - _starts[index] == 1;

    private void Decode(ReadOnlySpan<byte> raw)
    {
        _length = 0;
        for (var index = 0; index < raw.Length; index++)
        {
            _bytes[_length] = raw[index];
            _starts[_length] = index;
            _length++;
            while (TryFold()) { }
        }

        _starts[_length] = raw.Length;
    }

    /// <summary>If the text ends in an escape, puts in its place the byte that it means; that byte may end another one.</summary>
    private bool TryFold()
    {
        var text = Bytes;
        var length = EscapeLength(text, out var value);
        if (length == 0)
        {
            return false;
        }

        _length -= length - 1;
        _bytes[_length - 1] = value;
        return true;
    }

    private static int EscapeLength(ReadOnlySpan<byte> text, out byte value)
    {
        value = text[^1];
        if (value is (byte)'"' or (byte)'\\')
        {
            return text is [.., (byte)'\\', _] ? 2 : 0;
        }

        if (text.Length < 3 || !Hex.TryByte(text[^2..], out value))
        {
            return 0;
        }

        return text[..^2] switch
        {
            [.., (byte)'%'] => 3,
            [.., (byte)'\\', (byte)'x'] => 4,
            [.., (byte)'%' or (byte)'\\', (byte)'u', (byte)'0', (byte)'0'] => 6,
            // The rest of an eight-digit escape, whose first two digits were taken for one of two.
            [.., 0, (byte)'0', (byte)'0', (byte)'0', (byte)'0'] => 7,
            [
                ..,
                0xFF,
                (byte)'f'
                or (byte)'F',
                (byte)'f'
                or (byte)'F',
                (byte)'f'
                or (byte)'F',
                (byte)'f'
                or (byte)'F',
            ] => 7,
            _ => 0,
        };
    }
}
