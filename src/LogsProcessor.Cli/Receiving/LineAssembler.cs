using System.Buffers;

namespace LogsProcessor.Cli.Receiving;

/// <summary>
/// Takes the bytes of one connection and finds whole lines in them; what is not a whole line yet stays for the next bytes. Its buffer
/// grows with the longest line, up to a bound; a longer line is not JSON that anyone could index, and is passed over. Not thread-safe.
/// </summary>
internal sealed class LineAssembler(ReceiverCounts counts, int mostLineBytes = LineAssembler.MostLineBytes)
    : IDisposable
{
    /// <summary>The default bound of a line, in bytes.</summary>
    public const int MostLineBytes = 16 * 1024 * 1024;

    // Tiny in debug builds, so that tests cross its end all the time.
    private const int FirstBytes =
#if DEBUG
        64;
#else
        64 * 1024;
#endif

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _used;
    private bool _isPassingOver;

    /// <summary>Where to put the next bytes; never empty.</summary>
    public Memory<byte> Free => _buffer.AsMemory(_used);

    /// <summary>Whether the bytes so far end within a line.</summary>
    public bool IsWithinLine => _used > 0 || _isPassingOver;

    /// <summary>Takes in so many bytes that were put into <see cref="Free"/>, counts the lines, and checks each.</summary>
    /// <param name="received">The number of bytes.</param>
    /// <param name="keep">Gets the whole lines, line ends included; the bytes hold during the call alone.</param>
    public void Take(int received, Action<ReadOnlySpan<byte>> keep)
    {
        counts.AddBytes(received);
        var bytes = _buffer.AsSpan(0, _used + received);
        var start = _isPassingOver ? EndOfPassedOver(bytes) : 0;
        var end = CheckLines(bytes, start, Math.Max(start, _used));
        if (end > start)
        {
            keep(bytes[start..end]);
        }

        bytes[end..].CopyTo(_buffer);
        _used = bytes.Length - end;
        MakeRoom();
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <summary>Counts and checks the whole lines from <paramref name="start"/>.</summary>
    /// <param name="bytes">Everything in the buffer.</param>
    /// <param name="start">Where the first line begins.</param>
    /// <param name="unsearched">Before this there is no line feed.</param>
    /// <returns>The end of the last whole line.</returns>
    private int CheckLines(ReadOnlySpan<byte> bytes, int start, int unsearched)
    {
        while (true)
        {
            var feed = bytes[unsearched..].IndexOf((byte)'\n');
            if (feed < 0)
            {
                return start;
            }

            var end = unsearched + feed;
            counts.AddLine();
            var line = bytes[start..end];
            if (!JsonLine.Is(line))
            {
                counts.AddNotJson(line);
            }

            start = end + 1;
            unsearched = start;
        }
    }

    private int EndOfPassedOver(ReadOnlySpan<byte> bytes)
    {
        var feed = bytes.IndexOf((byte)'\n');
        _isPassingOver = feed < 0;
        if (!_isPassingOver)
        {
            counts.AddLine();
        }

        return feed < 0 ? bytes.Length : feed + 1;
    }

    private void MakeRoom()
    {
        if (_used < _buffer.Length)
        {
            return;
        }

        if (_used >= mostLineBytes)
        {
            counts.AddNotJson(_buffer.AsSpan(0, _used));
            _used = 0;
            _isPassingOver = true;
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
