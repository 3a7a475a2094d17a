using System.Buffers;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core.Tests.Fakes;

/// <summary>A sink that keeps what it receives, and confirms it when it is drained. Thread-safe.</summary>
internal sealed class MemorySink : IDocumentSink
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _received = new();
    private readonly List<(ObjectTally Source, int Lines)> _unconfirmed = [];

    /// <summary>Whether what was received is confirmed in the end.</summary>
    internal bool Confirms { get; init; } = true;

    /// <summary>Batches handed out and not posted yet.</summary>
    internal int Rented { get; private set; }

    internal int Drained { get; private set; }

    internal byte[] Received => _received.WrittenSpan.ToArray();

    /// <summary>The documents, each without its line end.</summary>
    internal List<byte[]> Documents
    {
        get
        {
            var documents = new List<byte[]>();
            var rest = Received.AsSpan();
            while (rest.Length > 0)
            {
                var end = rest.IndexOf((byte)'\n');
                Assert.True(end >= 0, "the last document does not end with a line feed");
                documents.Add(rest[..end].ToArray());
                rest = rest[(end + 1)..];
            }

            return documents;
        }
    }

    public ValueTask<Batch> RentAsync(ObjectTally source, CancellationToken cancel)
    {
        var batch = new Batch();
        batch.Begin(source);
        lock (_lock)
        {
            Rented++;
        }

        return new ValueTask<Batch>(batch);
    }

    public void Post(Batch batch)
    {
        lock (_lock)
        {
            Rented--;
            _received.Write(batch.Content.Span);
            _unconfirmed.Add((batch.Source!, batch.Lines));
        }

        batch.Clear();
        batch.Release();
    }

    public Task DrainAsync()
    {
        Drained++;
        foreach (var (source, lines) in Confirms ? _unconfirmed : [])
        {
            source.AddSent(lines);
        }

        return Task.CompletedTask;
    }
}
