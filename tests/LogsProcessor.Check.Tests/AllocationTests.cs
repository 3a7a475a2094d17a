using System.Text;
using LogsProcessor.Check.Annotating;
using LogsProcessor.Check.Reading;
using LogsProcessor.Check.Reporting;
using LogsProcessor.Check.Rows;
using LogsProcessor.Check.Rules;
using LogsProcessor.Check.Schemas;

namespace LogsProcessor.Check.Tests;

[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Rows = 10_000;
    private const int Measurements = 3;
    private const int AllRows = Rows * (1 + Measurements);

    private const string Schema = """
        {"fields":[
          {"name":"id","type":"integer","constraints":{"required":true,"minimum":0}},
          {"name":"email","format":"email","constraints":{"maxLength":50}},
          {"name":"when","type":"datetime","constraints":{"minimum":"2020-01-01T00:00:00Z"}},
          {"name":"code","constraints":{"pattern":"[A-Z]{2}[0-9]{4}","enum":["AB1234","CD5678"]}},
          {"name":"amount","type":"number","constraints":{"minimum":0,"maximum":1000000}},
          {"name":"text","constraints":{"minLength":1,"maxLength":40}}
        ]}
        """;

    private static readonly byte[] Row =
        "4711,jane.doe@example.com,2026-03-04T05:06:07Z,AB1234,99.95,\"a \"\"quoted\"\" text, ünïcode\"\n"u8.ToArray();

    [Fact]
    public async Task Valid_row_costs_no_allocation()
    {
        var schema = CheckSchema.Read(Encoding.UTF8.GetBytes(Schema));
        var tally = new CheckTally("x", schema);
        using var reader = new CsvReader(new PiecewiseStream(Text(), 100_000));
        using var writer = new AnnotatedWriter((byte)',');
        RowCheck? rows = null;
        var allocated = new long[1 + Measurements];
        while (await reader.FillAsync(default))
        {
            var measurement = Math.Min(tally.Rows / Rows, Measurements);
            var before = GC.GetAllocatedBytesForCurrentThread();
            CheckAll(reader, writer, tally, ref rows);
            allocated[measurement] += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal((AllRows, AllRows), (tally.Rows, tally.Valid));
        // The first rows are those that everything is made for. Each garbage collection that other threads bring about adds some bytes to
        // this thread's count, but not to each measurement.
        Assert.InRange(allocated.Skip(1).Min(), 0, Rows / 50);
    }

    private static void CheckAll(CsvReader reader, AnnotatedWriter writer, CheckTally tally, ref RowCheck? rows)
    {
        while (reader.TryRead(out var record))
        {
            if (rows is null)
            {
                var columns = BoundColumns.Bind(in record, tally.Schema, tally);
                rows = new RowCheck(tally.Schema, columns, tally, new UniqueMemory(0));
                continue;
            }

            tally.Rows++;
            rows.Check(in record, Errors);
            writer.WriteValid(in record);
            writer.Clear();
        }

        Assert.True(Errors.IsEmpty, Encoding.UTF8.GetString(Errors.Text));
    }

    private static readonly RowErrors Errors = new();

    private static byte[] Text()
    {
        var text = new MemoryStream();
        text.Write("id,email,when,code,amount,text\n"u8);
        for (var row = 0; row < AllRows; row++)
        {
            text.Write(Row);
        }

        return text.ToArray();
    }
}
