using System.Buffers;
using LogsProcessor.Core;
using LogsProcessor.Core.Lines;

namespace LogsProcessor.Cli.Estimating;

/// <summary>The beginning of an object: how many lines, in how many of its bytes.</summary>
/// <param name="Bytes">Bytes of the object that were read, compressed as they are.</param>
/// <param name="Lines">Lines that end or begin in them.</param>
/// <param name="Length">How many bytes the object has, or null if that is not known.</param>
internal sealed record LineSample(long Bytes, long Lines, long? Length)
{
    /// <summary>So many bytes of an object are enough. What a decompressor has read ahead counts, and is small beside them.</summary>
    private const int EnoughBytes = 256 * 1024;

    private const int BufferBytes = 64 * 1024;

    /// <summary>Reads the beginning of <paramref name="source"/>.</summary>
    /// <exception cref="IOException">It cannot be read, or is no log text.</exception>
    public static async Task<LineSample> TakeAsync(ILogObject source, CancellationToken cancel)
    {
        var opened = await source.OpenAsync(cancel);
        await using var counted = new CountingStream(opened.Body);
        await using var text = await LogContent.OpenAsync(counted, cancel);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var lines = 0L;
            var last = (byte)'\n';
            int read;
            while (counted.Count < EnoughBytes && (read = await text.ReadAsync(buffer, cancel)) > 0)
            {
                lines += buffer.AsSpan(0, read).Count((byte)'\n');
                last = buffer[read - 1];
            }

            return new LineSample(counted.Count, last == '\n' ? lines : lines + 1, opened.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
