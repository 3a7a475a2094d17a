using System.Buffers;
using System.Runtime.CompilerServices;

namespace LogsProcessor.Core.Lines;

/// <summary>
/// Splits a stream into lines at LF, and at nothing else, without copying them: a line is a piece of the reader's buffer and holds until
/// the next <see cref="FillAsync"/>. Lines end where the object ends, too; a CR before the LF and a BOM at the beginning are taken off.
/// Offsets count the stream's bytes. Not thread-safe.
/// </summary>
/// <remarks>
/// The buffer begins at <see cref="LineReaderOptions.BufferBytes"/> and grows only for longer lines, up to a bound for one line; of a
/// line beyond the bound the head is given, and the rest is passed over up to the next LF.
/// </remarks>
public sealed class LineReader : IDisposable
{
    private readonly Stream _stream;
    private readonly int _mostLineBytes;
    private readonly long _startOffset;
    private byte[] _buffer;

    // The bytes not yet given out are _buffer[_start.._end]; _bufferOffset is the stream's offset of _buffer[0].
    private int _start;
    private int _end;
    private long _bufferOffset;
    private int _searched;
    private bool _isAtEnd;
    private bool _isPassingOver;

    /// <summary>A reader of <paramref name="stream"/>, which stays the caller's.</summary>
    /// <param name="stream">The text, from the beginning of a line on.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="startOffset">Where in the object that line begins, in bytes: offsets are counted from there.</param>
    public LineReader(Stream stream, LineReaderOptions? options = null, long startOffset = 0)
    {
        options ??= new LineReaderOptions();
        _stream = stream;
        _mostLineBytes = options.MostLineBytes;
        _startOffset = startOffset;
        _bufferOffset = startOffset;
        _buffer = ArrayPool<byte>.Shared.Rent(options.BufferBytes);
    }

    /// <summary>The number of bytes read from the stream.</summary>
    public long BytesRead => _bufferOffset + _end - _startOffset;

    /// <summary>The offset at which the next line begins, or null in the middle of one that is passed over.</summary>
    public long? NextLineOffset => _isPassingOver ? null : _bufferOffset + _start;

    /// <summary>Reads more of the stream. Lines given out before are no longer valid.</summary>
    /// <returns>False at the end of the stream, once every line was given out.</returns>
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

    /// <summary>The next whole line, without its end.</summary>
    /// <returns>False if the buffer holds no whole line.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(out Line line)
    {
        while (true)
        {
            var feed = IndexOfLineFeed(_start + _searched);
            if (feed < 0 && !_isAtEnd && _end - _start <= _mostLineBytes)
            {
                _searched = _end - _start;
                line = default;
                return false;
            }

            var end = feed < 0 ? _end : feed;
            if (end == _start && feed < 0)
            {
                line = default;
                return false;
            }

            if (!_isPassingOver)
            {
                line = Take(end, feed);
                return true;
            }

            _isPassingOver = feed < 0 && !_isAtEnd;
            Advance(feed < 0 ? end : feed + 1);
        }
    }

    /// <summary>
    /// Joins <paramref name="line"/>, the one given out last, with the next: the line feed between them becomes part of it.
    /// </summary>
    /// <param name="line">The line; longer, if that could be done.</param>
    /// <param name="next">The line that was added.</param>
    public JoinOutcome TryJoinNext(ref Line line, out ReadOnlySpan<byte> next)
    {
        next = default;
        var feed = IndexOfLineFeed(_start);
        if (line.IsCut || (feed < 0 && _isAtEnd && _start == _end))
        {
            return JoinOutcome.NoNextLine;
        }

        if (feed < 0 && !_isAtEnd)
        {
            return _end - _start <= _mostLineBytes ? JoinOutcome.NeedsMore : JoinOutcome.NoNextLine;
        }

        var end = feed < 0 ? _end : feed;
        if (end - line.BufferStart > _mostLineBytes)
        {
            return JoinOutcome.NoNextLine;
        }

        next = WithoutReturn(_buffer.AsSpan(_start, end - _start));
        var length = _start + next.Length - line.BufferStart;
        line = new Line(_buffer.AsSpan(line.BufferStart, length), line.Offset, line.BufferStart, isCut: false);
        Advance(feed < 0 ? end : feed + 1);
        return JoinOutcome.Joined;
    }

    /// <summary>Gives <paramref name="line"/> back: reading goes on behind it, as if nothing had been joined to it.</summary>
    public void ContinueBehind(scoped in Line line)
    {
        var feed = IndexOfLineFeed(line.BufferStart + line.Bytes.Length);
        _start = feed < 0 ? _end : feed + 1;
        _searched = 0;
    }

    /// <summary>Gives <paramref name="line"/> back whole: it will be read again, once there is more.</summary>
    public void ReturnToStartOf(scoped in Line line)
    {
        _start = line.BufferStart;
        _searched = 0;
    }

    /// <summary>Gives the buffer back to the pool.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private Line Take(int end, int feed)
    {
        var start = _start;
        var isCut = end - start > _mostLineBytes;
        if (isCut)
        {
            end = start + _mostLineBytes;
            _isPassingOver = feed < 0;
        }

        Advance(feed < 0 ? _end : feed + 1);
        var bytes = _buffer.AsSpan(start, end - start);
        var mark = start == 0 && _bufferOffset == 0 && bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        return new Line(WithoutReturn(bytes[mark..]), _bufferOffset + start + mark, start + mark, isCut);
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) =>
        line.Length > 0 && line[^1] == '\r' ? line[..^1] : line;

    private int IndexOfLineFeed(int from)
    {
        var found = _buffer.AsSpan(from, _end - from).IndexOf((byte)'\n');
        return found < 0 ? -1 : from + found;
    }

    private void Advance(int to)
    {
        _start = to;
        _searched = 0;
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
