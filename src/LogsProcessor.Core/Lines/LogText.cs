using System.Buffers;

namespace LogsProcessor.Core.Lines;

/// <summary>An object's log text, decompressed. It owns the stream behind it.</summary>
public sealed class LogText : ReadOnlyStream
{
    private const int PassedOverAtOnce = 64 * 1024;

    internal LogText(Stream text, bool isCompressed)
        : base(text) => IsCompressed = isCompressed;

    /// <summary>Whether the object holds it compressed, so that no offset in it is one in the object.</summary>
    public bool IsCompressed { get; }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Inner.ReadAsync(buffer, cancellationToken);

    /// <summary>
    /// Passes over the text's first bytes, which an earlier run has shipped. In gzip data no place can be reached but through what stands
    /// before it: it is inflated once more, at many times the pace of parsing and sending, and no line of it is looked at.
    /// </summary>
    /// <exception cref="ContentException">There is less text than that.</exception>
    internal async ValueTask PassOverAsync(long bytes, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PassedOverAtOnce);
        try
        {
            for (var left = bytes; left > 0; )
            {
                var read = await Inner.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancel);
                left -= read;
                if (read == 0)
                {
                    throw new ContentException($"the text ended {left} bytes before the place to go on from, {bytes}");
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
