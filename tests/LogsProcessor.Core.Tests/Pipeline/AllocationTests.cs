using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Summary;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Golden;

namespace LogsProcessor.Core.Tests.Pipeline;

[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Lines = 100_000;
    private const int Measurements = 3;

    public static TheoryData<string, Layout> Cases
    {
        get
        {
            var data = new TheoryData<string, Layout>();
            foreach (var format in SampleObject.All.Select(sample => sample.Format))
            {
                data.Add(format, Layout.Ecs);
                data.Add(format, Layout.Aws);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_record_costs_no_allocation(string name, Layout layout)
    {
        var format = FormatTables.Find(name)!.Format;
        var lines = SampleLines(name);
        var parser = new LineParser(format);
        var record = new LogRecord();
        var source = new MemoryObject(Keys.Of(name), []);
        var writer = new DocumentWriter(
            new DocumentPlans(GoldenFile.Options(layout)),
            source.Identity,
            ObjectName.Parse(source.Key),
            Run.Clock
        );
        var tally = new ObjectTally("x");
        var batch = new Batch();
        EncodeAll(lines, parser, record, writer, batch, tally, lines.Length * 4);
        var allocated = Enumerable.Range(0, Measurements).Select(_ => AllocatedBy(Lines)).ToList();
        batch.Clear();

        // Each garbage collection that other threads bring about adds some bytes to this thread's count, but not to each measurement.
        Assert.InRange(allocated.Min(), 0, Lines / 100);

        long AllocatedBy(int count)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            EncodeAll(lines, parser, record, writer, batch, tally, count);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static void EncodeAll(
        byte[][] lines,
        LineParser parser,
        LogRecord record,
        DocumentWriter writer,
        Batch batch,
        ObjectTally tally,
        int count
    )
    {
        batch.Begin(tally);
        for (var index = 0; index < count; index++)
        {
            var line = lines[index % lines.Length];
            if (parser.Parse(line, record) != ParseOutcome.Parsed)
            {
                throw new InvalidOperationException($"line {index} is no record");
            }

            writer.Write(batch, line, record, index);
            if (batch.IsFull)
            {
                batch.Begin(tally);
            }
        }
    }

    private static byte[][] SampleLines(string format) =>
        [
            .. System
                .Text.Encoding.ASCII.GetString(SampleObject.Of(format).Text)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(System.Text.Encoding.ASCII.GetBytes),
        ];
}
