using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core.Tests.Fakes;

/// <summary>The way from lines to documents alone, for tests that hold the reader in their hands.</summary>
internal static class DirectEncoding
{
    internal static async Task<byte[]> OfAllAsync(LineReader lines, MemoryObject source, DocumentOptions options)
    {
        var tally = new ObjectTally(source.Name);
        var name = ObjectName.Parse(source.Key);
        var format = options.Format == LogFormat.Unknown ? name.Format : options.Format;
        var writer = new DocumentWriter(new DocumentPlans(options), source.Identity, name, Run.Clock);
        var encoder = new LineEncoder(new LineParser(format), writer, tally, new FailureLog());
        using var received = new MemoryStream();
        var batch = new Batch();
        batch.Begin(tally);
        while (await lines.FillAsync(CancellationToken.None))
        {
            while (encoder.Encode(lines, batch))
            {
                received.Write(batch.Content.Span);
                batch.Begin(tally);
            }
        }

        received.Write(batch.Content.Span);
        batch.Release();
        return received.ToArray();
    }
}
