using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core.Lines;

/// <summary>An object's body: it counts what is read, and tells a body that ends early. It owns the stream behind it.</summary>
internal sealed class CountedStream(Stream body, long? length, ObjectTally tally) : ReadOnlyStream(body)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Inner.ReadAsync(buffer, cancellationToken);
        tally.BytesRead += read;
        if (read == 0 && buffer.Length > 0 && tally.BytesRead < length)
        {
            throw new ContentException($"the body ended after {tally.BytesRead} of {length} bytes");
        }

        return read;
    }
}
