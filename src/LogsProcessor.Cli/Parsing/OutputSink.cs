using LogsProcessor.Core;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Parsing;

/// <summary>
/// Documents go to a stream instead of a receiver. There is one batch, so it serves one object at a time; what was written counts as
/// sent. A fault of the stream is told by the next <see cref="RentAsync"/>, which ends the reading.
/// </summary>
internal sealed class OutputSink(Stream output) : IDocumentSink
{
    private readonly Batch _batch = new();

    /// <summary>Why nothing more can be written, or null.</summary>
    public IOException? Fault { get; private set; }

    /// <inheritdoc/>
    public ValueTask<Batch> RentAsync(ObjectTally source, CancellationToken cancel)
    {
        if (Fault is not null)
        {
            return ValueTask.FromException<Batch>(new DeliveryException(Fault.Message));
        }

        cancel.ThrowIfCancellationRequested();
        _batch.Begin(source);
        return new ValueTask<Batch>(_batch);
    }

    /// <inheritdoc/>
    public void Post(Batch batch)
    {
        if (batch.Lines > 0 && Fault is null)
        {
            Write(batch);
        }

        batch.Clear();
    }

    /// <inheritdoc/>
    public Task DrainAsync() => Task.CompletedTask;

    private void Write(Batch batch)
    {
        try
        {
            output.Write(batch.Content.Span);
            batch.Source!.AddSent(batch.Lines);
        }
        catch (IOException exception)
        {
            Fault = exception;
            batch.Source!.AddUndelivered(batch.Lines, batch.Start);
        }
    }
}
