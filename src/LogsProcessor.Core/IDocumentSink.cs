using LogsProcessor.Core.Json;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core;

/// <summary>
/// Where documents go. It bounds the batches that are under way: <see cref="RentAsync"/> waits while all are, so that reading stops
/// when sending does. It tells each batch's object what became of its lines.
/// </summary>
public interface IDocumentSink
{
    /// <summary>An empty batch for lines of <paramref name="source"/>; it waits until there is one.</summary>
    /// <exception cref="DeliveryException">The sink has given up: nothing more can be delivered.</exception>
    ValueTask<Batch> RentAsync(ObjectTally source, CancellationToken cancel);

    /// <summary>Hands a batch over, to be delivered. An empty one is just taken back.</summary>
    void Post(Batch batch);

    /// <summary>Ends the run: waits until every batch is confirmed or given up, and every connection closed.</summary>
    Task DrainAsync();
}
