using System.Runtime.ExceptionServices;
using Amazon.S3.Model;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using S3Location = LogsProcessor.Aws.Objects.S3Location;

namespace LogsProcessor.Aws.Writing;

/// <summary>
/// Writes an object of whatever length, asynchronously and from front to back, in parts that are held in memory until S3 has them: a
/// few are under way while the next is filled, and nothing touches the disk. The object is there when <see cref="CompleteAsync"/> has
/// ended, whole; whoever disposes of the stream without it, or after it failed, leaves nothing behind. One writer at a time.
/// </summary>
/// <remarks>
/// A part that cannot be put fails the next write, or the completion, with an <see cref="ObjectException"/>. The object carries the
/// metadata <c>logsprocessor-upload</c>, by which an upload tells its own object from another's.
/// </remarks>
public sealed class MultipartWriteStream : Stream
{
    private readonly S3Location _target;
    private readonly WriteOptions _options;
    private readonly ObjectUpload _upload;
    private readonly SemaphoreSlim _mayStart;
    private readonly CancellationTokenSource _isOver = new();
    private readonly List<Task<PartETag>> _parts = [];
    private readonly Lock _lock = new();
    private readonly Stack<byte[]> _free = [];
    private byte[] _buffer;
    private int _count;
    private long _sent;
    private ObjectException? _fault;
    private bool _isCompleted;
    private bool _isAbandoned;

    internal MultipartWriteStream(S3Session session, S3Location target, WriteOptions options)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.PartBytes);
        _target = target;
        _options = options;
        _upload = new ObjectUpload(session, target, options);
        _mayStart = new SemaphoreSlim(options.PartsInFlight);
        _buffer = NewBuffer(1);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_isCompleted && !_isAbandoned;

    public override long Length => throw new NotSupportedException();

    /// <summary>How many bytes were written.</summary>
    public override long Position
    {
        get => _sent + _count;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        ObjectDisposedException.ThrowIf(!CanWrite, this);
        while (!buffer.IsEmpty)
        {
            if (_count == _buffer.Length)
            {
                await SendPartAsync(cancellationToken);
                _buffer = NewBuffer(_parts.Count + 1);
            }

            var piece = buffer[..Math.Min(buffer.Length, _buffer.Length - _count)];
            piece.CopyTo(_buffer.AsMemory(_count));
            _count += piece.Length;
            buffer = buffer[piece.Length..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Waits until S3 has everything, and makes it the object.</summary>
    /// <returns>The object as it is now: its ETag, length and version.</returns>
    /// <exception cref="ObjectException">
    /// It failed; with <see cref="ObjectException.IsThere"/>, because of an object that was not to be replaced.
    /// </exception>
    public async Task<ObjectReference> CompleteAsync(CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(!CanWrite, this);
        ObjectReference written;
        if (_parts.Count == 0)
        {
            written = await _upload.PutAsync(new ArraySegment<byte>(_buffer, 0, _count), cancel);
        }
        else
        {
            await SendPartAsync(cancel);
            var parts = await Task.WhenAll(_parts).WaitAsync(cancel);
            written = await _upload.CompleteAsync(parts, _sent, cancel);
        }

        _isCompleted = true;
        return written;
    }

    /// <summary>Gives the object up, and takes back what S3 has of it. After completion there is nothing to give up.</summary>
    /// <returns>Null, or why something is left behind.</returns>
    public async ValueTask<ObjectException?> AbandonAsync()
    {
        if (_isCompleted || _isAbandoned)
        {
            return null;
        }

        _isAbandoned = true;
        await _isOver.CancelAsync();

        // A part that arrives after the abortion would be kept, and paid for.
        await ((Task)Task.WhenAll(_parts)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await _upload.AbortAsync();
            return null;
        }
        catch (ObjectException exception)
        {
            return exception;
        }
    }

    /// <summary>Does nothing: parts go out when they are full.</summary>
    public override void Flush() { }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("write it asynchronously");

    /// <summary>Gives the object up if it is not complete.</summary>
    /// <exception cref="ObjectException">Something is left behind. Who has another fault to tell calls <see cref="AbandonAsync"/> first.</exception>
    public override async ValueTask DisposeAsync()
    {
        var fault = await AbandonAsync();
        await base.DisposeAsync();
        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    /// <inheritdoc cref="DisposeAsync"/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && CanWrite && AbandonAsync().AsTask().GetAwaiter().GetResult() is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        if (disposing)
        {
            _isOver.Dispose();
            _mayStart.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Sends what is in the buffer, as soon as not too many parts are under way.</summary>
    private async Task SendPartAsync(CancellationToken cancel)
    {
        if (_parts.Count == _options.MostParts)
        {
            throw new ObjectException(
                FormattableString.Invariant(
                    $"{_target}: {_options.MostParts} parts hold {_sent} bytes and no more; begin with parts of more than {_options.PartBytes} bytes"
                )
            );
        }

        if (_parts.Count == 0)
        {
            await _upload.BeginAsync(cancel);
        }

        await _mayStart.WaitAsync(cancel);
        if (_fault is { } fault)
        {
            _mayStart.Release();
            ExceptionDispatchInfo.Throw(fault);
        }

        _parts.Add(PutPartAsync(_parts.Count + 1, _buffer, _count));
        _sent += _count;
        _count = 0;
    }

    private async Task<PartETag> PutPartAsync(int number, byte[] buffer, int count)
    {
        try
        {
            return await _upload.PutPartAsync(number, new ArraySegment<byte>(buffer, 0, count), _isOver.Token);
        }
        catch (ObjectException exception)
        {
            _fault ??= exception;
            throw;
        }
        finally
        {
            lock (_lock)
            {
                _free.Push(buffer);
            }

            _mayStart.Release();
        }
    }

    private byte[] NewBuffer(int number)
    {
        var bytes = _options.BytesOf(number);
        lock (_lock)
        {
            return _free.TryPop(out var buffer) && buffer.Length == bytes
                ? buffer
                : GC.AllocateUninitializedArray<byte>(bytes);
        }
    }
}
