namespace LogsProcessor.Cli.Sources;

/// <summary>
/// Lets a read be given up that the stream behind cannot give up: a terminal or a pipe keeps its reader until something comes. The read
/// that was given up goes on into this stream's own buffer, never into the caller's, who may have passed it on.
/// </summary>
internal sealed class InterruptibleStream(Stream inner) : Stream
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Task<int>? _reading;
    private int _start;
    private int _end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start == _end)
        {
            // Console streams block where they should wait: the thread that waits is not the one that is interrupted.
            _reading ??= Task.Run(() => inner.Read(_buffer), CancellationToken.None);
            _end = await _reading.WaitAsync(cancellationToken);
            _start = 0;
            _reading = null;
        }

        var count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsMemory(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
