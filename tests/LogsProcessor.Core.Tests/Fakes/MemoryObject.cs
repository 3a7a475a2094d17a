namespace LogsProcessor.Core.Tests.Fakes;

/// <summary>An object in memory, whose bytes arrive in pieces of a chosen size.</summary>
internal sealed class MemoryObject(string key, byte[] content) : ILogObject
{
    internal const string Bucket = "logs";

    /// <summary>The most bytes that one read gives.</summary>
    internal int ReadSize { get; init; } = int.MaxValue;

    /// <summary>A read that would go beyond this position stops there once: the bytes arrive cut at it.</summary>
    internal int CutAt { get; init; } = -1;

    /// <summary>What reading fails with at the end of the content, instead of ending.</summary>
    internal Exception? FailsWith { get; init; }

    internal bool IsInS3 { get; init; } = true;

    /// <summary>The length that is announced; null: the true one.</summary>
    internal long? AnnouncedLength { get; init; }

    /// <summary>Called before each read.</summary>
    internal Action OnRead { get; init; } = () => { };

    internal ObjectIdentity Identity => new(IsInS3 ? Bucket : "", Key, "0123456789abcdef");

    public string Name => Identity.ToString();

    public string Key { get; } = key;

    public ValueTask<OpenedObject> OpenAsync(CancellationToken cancel) =>
        new(new OpenedObject(Identity, new PiecewiseStream(this, content), AnnouncedLength ?? content.Length));

    private sealed class PiecewiseStream(MemoryObject owner, byte[] content) : MemoryStream(content, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            owner.OnRead();
            var size = Math.Min(buffer.Length, owner.ReadSize);
            if (Position < owner.CutAt)
            {
                size = Math.Min(size, owner.CutAt - (int)Position);
            }

            var count = Read(buffer.Span[..size]);
            return count == 0 && owner.FailsWith is { } failure
                ? ValueTask.FromException<int>(failure)
                : ValueTask.FromResult(count);
        }
    }
}
