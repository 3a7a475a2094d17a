using LogsProcessor.Core.Lines;

namespace LogsProcessor.Bundle.Archives;

/// <summary>The next bytes of a stream, so many and no more.</summary>
/// <param name="inner">The stream.</param>
/// <param name="length">How many.</param>
/// <param name="leavesOpen">Whether the stream behind stays open.</param>
internal sealed class BoundedStream(Stream inner, long length, bool leavesOpen = false)
    : ReadOnlyStream(leavesOpen ? Null : inner)
{
    /// <summary>How many are left.</summary>
    internal long Left { get; private set; } = length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, Left)], cancellationToken);
        Left -= read;
        return read;
    }
}
