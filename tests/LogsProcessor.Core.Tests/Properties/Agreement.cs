using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Reference;

namespace LogsProcessor.Core.Tests.Properties;

/// <summary>Ships an object through the product and reads it with the reference: documents and counts must be the same.</summary>
internal static class Agreement
{
    internal static async Task CheckAsync(
        MemoryObject source,
        byte[] content,
        ReferenceFormat format,
        DocumentOptions options,
        LineReaderOptions? lines = null
    )
    {
        var run = await Run.ShipAsync(source, options, lines);
        Assert.Equal("", string.Join('\n', run.Summary.Failures.Reading.LastFew.Select(failure => failure.Message)));
        var expected = ReferenceReader.Read(content, format);
        var shipped = expected.Where(line => line.Record.Outcome != ReferenceOutcome.Skipped).ToList();
        var documents = run.Documents;
        for (var index = 0; index < Math.Min(shipped.Count, documents.Count); index++)
        {
            Check(
                shipped[index],
                documents[index],
                new(format, options, source.Identity, shipped[index].Offset, Run.Clock.Now)
            );
        }

        Assert.Equal(shipped.Count, documents.Count);
        Assert.Equal(expected.Count(line => line.Record.Outcome == ReferenceOutcome.Parsed), run.Tally.Parsed);
        Assert.Equal(expected.Count(line => line.Record.Outcome == ReferenceOutcome.Malformed), run.Tally.Malformed);
        Assert.Equal(expected.Count(line => line.Record.Outcome == ReferenceOutcome.Skipped), run.Tally.Skipped);
        Assert.Equal(expected.Count(line => line.Record.Extra.Count > 0), run.Tally.NewFields);
    }

    private static void Check(ReferenceLine line, byte[] document, ReferenceContext context)
    {
        using var actual = JsonAssert.ParseStrictly(document);
        var expected = ReferenceDocument.Of(line.Record, line.Text, context);
        if (JsonAssert.Difference(expected, actual.RootElement) is { } difference)
        {
            Assert.Fail(
                $"""
                {context.Options.Layout}: {difference}
                line at {line.Offset}: {ReferenceText.Decode(line.Text)}
                reference: {line.Record.Outcome} {line.Record.Reason}
                document: {Encoding.UTF8.GetString(document)}
                """
            );
        }
    }

    internal static IEnumerable<Layout> LayoutsOf(ReferenceFormat format) =>
        format.Name is "clb" or "alb" ? [Layout.Ecs, Layout.Aws, Layout.Original] : [Layout.Ecs, Layout.Aws];
}
