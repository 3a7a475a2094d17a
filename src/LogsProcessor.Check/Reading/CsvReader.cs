using System.Buffers;

namespace LogsProcessor.Check.Reading;

/// <summary>
/// Reads CSV, UTF-8 bytes, record by record: <see cref="FillAsync"/> brings bytes, <see cref="TryRead"/> gives out the records among them.
/// What is read does not depend on how the bytes arrive. Not thread-safe.
/// </summary>
/// <remarks>
/// Quotes are read as Python's <c>csv</c> does: a field is quoted if it begins with a quote; inside, two quotes are one, and line ends
/// are text; what follows the closing quote belongs to the value; a quote anywhere else is a character. LF, CR LF and CR end a record.
/// </remarks>
public sealed partial class CsvReader : IDisposable
{
    /// <summary>More fields are counted, but cannot be read: no schema has so many columns.</summary>
    internal const int MostFields = 16 * 1024;

    private readonly Stream _stream;
    private readonly byte _delimiter;
    private readonly int _mostRecordBytes;
    private byte[] _buffer;
    private CsvField[] _fields = new CsvField[64];

    // [_start, _end) of the buffer is read, but not given out; _bufferOffset is the text's offset of _buffer[0].
    private int _start;
    private int _end;
    private long _bufferOffset;
    private bool _isAtEnd;
    private bool _isAtStart = true;

    /// <summary>A reader of <paramref name="stream"/>, which stays the caller's.</summary>
    public CsvReader(Stream stream, CsvOptions? options = null)
    {
        options ??= new CsvOptions();
        _stream = stream;
        _delimiter = options.Delimiter;
        _mostRecordBytes = options.MostRecordBytes;
        _buffer = ArrayPool<byte>.Shared.Rent(options.BufferBytes);
    }

    /// <summary>The number of bytes read from the stream.</summary>
    public long BytesRead => _bufferOffset + _end;

    /// <summary>The line at which the next record begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Reads more of the stream. Records given out before are no longer valid.</summary>
    /// <returns>False at the end of the stream, once every record was given out.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_isAtEnd)
        {
            return false;
        }

        MakeRoom();
        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        _isAtEnd = read == 0;
        _end += read;
        return true;
    }

    /// <summary>Gives the buffer back to the pool.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <summary>Passes over a byte order mark at the beginning of the text.</summary>
    /// <returns>False if there are too few bytes yet to tell.</returns>
    private bool TryPassOverMark()
    {
        var mark = "\uFEFF"u8;
        var head = _buffer.AsSpan(_start, Math.Min(_end - _start, mark.Length));
        if (head.Length < mark.Length && !_isAtEnd && mark.StartsWith(head))
        {
            return false;
        }

        _start += head.SequenceEqual(mark) ? mark.Length : 0;
        _isAtStart = false;
        return true;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _bufferOffset += _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }
}
