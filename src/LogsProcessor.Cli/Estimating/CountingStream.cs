using LogsProcessor.Core.Lines;

namespace LogsProcessor.Cli.Estimating;

/// <summary>Counts what is read of the stream behind it, which it owns.</summary>
internal sealed class CountingStream(Stream inner) : ReadOnlyStream(inner)
{
    /// <summary>The bytes read so far.</summary>
    public long Count { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Inner.ReadAsync(buffer, cancellationToken);
        Count += read;
        return read;
    }
}
