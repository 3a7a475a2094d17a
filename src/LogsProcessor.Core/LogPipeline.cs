using System.Collections.Concurrent;
using LogsProcessor.Core.Filtering;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core;

/// <summary>
/// The whole flow of a run. An object is a stream; a stream is lines; a line is fields; fields are a document; documents are sent in
/// batches; every step adds to the summary.
/// </summary>
/// <remarks>
/// Who owns what: the reader owns the text buffer, and lines are pieces of it until it is filled again. A batch belongs to the encoder
/// until it is posted, then to the sink until its delivery is confirmed or given up. An object's failure stops that object alone and is
/// counted under reading; a line's failure is counted under parsing and shipped; what cannot be delivered is the sink's to count.
/// </remarks>
public sealed class LogPipeline(PipelineOptions options, IDocumentSink sink, RunSummary summary, TimeProvider clock)
{
    /// <summary>Ships every object, a few side by side, and waits until each line is confirmed or given up.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="stop">Stops reading. What was read by then is still delivered.</param>
    /// <returns>What became of each object, in the order in which they were begun.</returns>
    public Task<IReadOnlyList<ShippedObject>> RunAsync(IReadOnlyCollection<ILogObject> objects, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(objects);

        // Where there is nothing to do side by side, no thread is woken to find that out.
        var sideBySide = Math.Clamp(objects.Count, 1, options.ParallelObjects);
        return RunAsync(objects.ToAsyncEnumerable(), sideBySide, stop);
    }

    /// <summary>Ships objects that are found while others are shipped already; they are asked for as there is room for them.</summary>
    /// <inheritdoc cref="RunAsync(IReadOnlyCollection{ILogObject}, CancellationToken)"/>
    public Task<IReadOnlyList<ShippedObject>> RunAsync(IAsyncEnumerable<ILogObject> objects, CancellationToken stop) =>
        RunAsync(objects, options.ParallelObjects, stop);

    private async Task<IReadOnlyList<ShippedObject>> RunAsync(
        IAsyncEnumerable<ILogObject> objects,
        int sideBySide,
        CancellationToken stop
    )
    {
        var shipped = new ConcurrentQueue<ShippedObject>();
        try
        {
            await Parallel.ForEachAsync(
                objects,
                new ParallelOptions { MaxDegreeOfParallelism = sideBySide },
                async (source, _) =>
                {
                    var tally = summary.Begin(source.Name);
                    shipped.Enqueue(new ShippedObject(source, tally));
                    await ShipAsync(source, tally, stop);
                }
            );
        }
        finally
        {
            await sink.DrainAsync();
        }

        return [.. shipped];
    }

    private async ValueTask ShipAsync(ILogObject source, ObjectTally tally, CancellationToken stop)
    {
        try
        {
            stop.ThrowIfCancellationRequested();
            var opened = await source.OpenAsync(stop);
            await using var body = new CountedStream(opened.Body, opened.Length, tally);
            tally.MarkOpened(opened.Identity, opened.Start);
            await using var text = await LogContent.OpenAsync(opened, body, stop);
            tally.IsCompressed = text.IsCompressed;
            using var lines = new LineReader(text, options.Lines, opened.Start.Offset);
            await EncodeAsync(lines, NewEncoder(source, opened.Identity, tally), tally, stop);
            tally.MarkReadWhole();
        }
        catch (DeliveryException)
        {
            // The sink has counted what it could not deliver, and why; there is no use in reading on.
        }
        catch (IOException exception)
        {
            summary.Failures.Reading.Add(new Failure(exception.Message, source.Name, Offset: tally.BytesRead));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            tally.IsStopped = true;
            if (!options.MayContinue)
            {
                summary.AddStopped(tally);
            }
        }
    }

    private LineEncoder NewEncoder(ILogObject source, ObjectIdentity identity, ObjectTally tally)
    {
        var name = ObjectName.Parse(source.Key);
        var wanted = options.Documents.Options;
        var format = wanted.Format == LogFormat.Unknown ? name.Format : wanted.Format;
        var writer = new DocumentWriter(options.Documents, identity, name, clock);
        return new LineEncoder(new LineParser(format), writer, tally, summary.Failures.Parsing)
        {
            Filter = RecordFilter.For(wanted.Filtering, identity),
            Concealer = LineConcealer.For(wanted.Filtering),
            IsTestObject = name.IsTestObject,
        };
    }

    private async ValueTask EncodeAsync(
        LineReader lines,
        LineEncoder encoder,
        ObjectTally tally,
        CancellationToken stop
    )
    {
        var batch = await sink.RentAsync(tally, stop);
        try
        {
            while (await lines.FillAsync(stop))
            {
                tally.BytesDecompressed = lines.BytesRead;
                while (encoder.Encode(lines, batch))
                {
                    sink.Post(batch);
                    batch = null;
                    batch = await sink.RentAsync(tally, stop);
                }
            }
        }
        finally
        {
            // Whole lines that were read before a fault are delivered all the same: duplicates are chosen over loss.
            if (batch is not null)
            {
                sink.Post(batch);
            }
        }
    }
}
