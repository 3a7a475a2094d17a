namespace LogsProcessor.Core.Lines;

/// <summary>A stream whose first bytes were looked at, and are read again first. It owns the stream behind it.</summary>
internal sealed class SampledStream : ReadOnlyStream
{
    private readonly byte[] _sample;
    private readonly int _sampled;
    private int _given;

    private SampledStream(Stream inner, byte[] sample, int sampled)
        : base(inner)
    {
        _sample = sample;
        _sampled = sampled;
    }

    /// <summary>The first bytes; all there are, if fewer than asked for.</summary>
    internal ReadOnlySpan<byte> Sample => _sample.AsSpan(0, _sampled);

    internal static async ValueTask<SampledStream> OpenAsync(Stream inner, int bytes, CancellationToken cancel)
    {
        try
        {
            var sample = new byte[bytes];
            var sampled = await inner.ReadAtLeastAsync(sample, bytes, throwOnEndOfStream: false, cancel);
            return new SampledStream(inner, sample, sampled);
        }
        catch
        {
            await inner.DisposeAsync();
            throw;
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given == _sampled)
        {
            return Inner.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(buffer.Length, _sampled - _given);
        _sample.AsMemory(_given, count).CopyTo(buffer);
        _given += count;
        return ValueTask.FromResult(count);
    }
}
