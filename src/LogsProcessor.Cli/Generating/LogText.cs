using System.Buffers.Text;

namespace LogsProcessor.Cli.Generating;

/// <summary>Log lines as they are written, field by field, into one buffer. Not thread-safe.</summary>
internal sealed class LogText
{
    /// <summary>No line is longer, in bytes.</summary>
    public const int MostLineBytes = 32 * 1024;

    private const int FlushBytes = 128 * 1024;
    private const int MostFields = 64;

    private readonly byte[] _bytes = new byte[FlushBytes + MostLineBytes];
    private readonly int[] _fieldEnds = new int[MostFields];
    private readonly byte[] _date = new byte[11];
    private long _day = -1;
    private int _length;
    private int _fields;

    /// <summary>Appends bytes as they are.</summary>
    public LogText Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
        return this;
    }

    /// <summary>Appends a whole number.</summary>
    public LogText Add(long number)
    {
        _ = Utf8Formatter.TryFormat(number, _bytes.AsSpan(_length), out var written);
        _length += written;
        return this;
    }

    /// <summary>Appends a number of <paramref name="units"/>, of which 10 to the power of <paramref name="decimals"/> make one.</summary>
    public LogText AddDecimal(long units, int decimals)
    {
        var scale = 1L;
        for (var digit = 0; digit < decimals; digit++)
        {
            scale *= 10;
        }

        Add(units / scale).Add("."u8);
        AddDigits(units % scale, decimals);
        return this;
    }

    /// <summary>Appends so many hexadecimal digits.</summary>
    public LogText AddHex(ulong value, int digits)
    {
        for (var shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        {
            _bytes[_length++] = "0123456789abcdef"u8[(int)(value >> shift) & 15];
        }

        return this;
    }

    /// <summary>Appends a time to the second.</summary>
    /// <param name="micros">Microseconds since 1970, UTC.</param>
    public LogText AddSeconds(long micros)
    {
        var seconds = micros / 1_000_000;
        var (day, second) = (seconds / 86_400, (int)(seconds % 86_400));
        if (day != _day)
        {
            var date = DateOnly.FromDayNumber((int)day + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
            _ = date.TryFormat(_date, out _, "yyyy-MM-dd'T'");
            _day = day;
        }

        Add(_date);
        AddDigits(second / 3600, 2);
        Add(":"u8);
        AddDigits(second / 60 % 60, 2);
        Add(":"u8);
        AddDigits(second % 60, 2);
        return this;
    }

    /// <summary>Appends a time to the microsecond, with <c>Z</c>.</summary>
    /// <param name="micros">Microseconds since 1970, UTC.</param>
    public LogText AddTime(long micros)
    {
        AddSeconds(micros).Add("."u8);
        AddDigits(micros % 1_000_000, 6);
        return Add("Z"u8);
    }

    /// <summary>Ends a field.</summary>
    public LogText End()
    {
        _fieldEnds[_fields++] = _length;
        return Add(" "u8);
    }

    /// <summary>Ends the line behind its first <paramref name="fields"/> fields; those of younger generations are taken back.</summary>
    public void EndLine(int fields)
    {
        _length = _fieldEnds[fields - 1];
        _bytes[_length++] = (byte)'\n';
        _fields = 0;
    }

    /// <summary>Writes the lines to <paramref name="output"/>, if there are enough of them to be worth it.</summary>
    /// <returns>Whether it did.</returns>
    public bool FlushIfFull(Stream output)
    {
        if (_length < FlushBytes)
        {
            return false;
        }

        Flush(output);
        return true;
    }

    /// <summary>Writes the lines to <paramref name="output"/>.</summary>
    public void Flush(Stream output)
    {
        output.Write(_bytes.AsSpan(0, _length));
        _length = 0;
    }

    private void AddDigits(long value, int digits)
    {
        for (var position = _length + digits - 1; position >= _length; position--)
        {
            _bytes[position] = (byte)('0' + (value % 10));
            value /= 10;
        }

        _length += digits;
    }
}
