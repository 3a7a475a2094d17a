using Microsoft.Win32.SafeHandles;

namespace LogsProcessor.Cli;

/// <summary>The reader of standard output has gone away, as <c>head</c> does when it has enough.</summary>
internal sealed class OutputClosedException(IOException cause) : IOException("the output was closed", cause);

/// <summary>
/// Standard output through a pipe, which tells when nobody reads it any more: the stream that <see cref="Console"/> opens swallows
/// that, and a verb would go on for nobody.
/// </summary>
internal sealed class StandardOutput : Stream
{
    private const int Descriptor = 1;
    private const int BrokenPipe = 32;

    private readonly FileStream _pipe;

    private StandardOutput(FileStream pipe) => _pipe = pipe;

    /// <summary>Opens standard output, whatever it is.</summary>
    public static Stream Open()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);

        // A file's position is shared with whoever else writes to it, and FileStream keeps one of its own.
        return stream.CanSeek ? Console.OpenStandardOutput() : new StandardOutput(stream);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _pipe.Write(buffer);
        }
        catch (IOException exception) when (exception.HResult == BrokenPipe)
        {
            throw new OutputClosedException(exception);
        }
    }

    public override void Flush() => _pipe.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pipe.Dispose();
        }

        base.Dispose(disposing);
    }
}
