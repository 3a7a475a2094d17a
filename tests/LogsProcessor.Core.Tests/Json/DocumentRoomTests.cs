using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Summary;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Golden;

namespace LogsProcessor.Core.Tests.Json;

/// <summary>What is copied asks for no bounds: there has to be room for it beforehand, wherever in a batch a document begins.</summary>
public sealed class DocumentRoomTests
{
    public static TheoryData<string, Layout> Cases
    {
        get
        {
            var data = new TheoryData<string, Layout>();
            foreach (var sample in SampleObject.All)
            {
                data.Add(sample.Format, Layout.Ecs);
                data.Add(sample.Format, Layout.Aws);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Document_of_values_that_are_copied_is_no_longer_than_the_room_made_for_it(string name, Layout layout)
    {
        var writing = new Writing(name, layout);
        foreach (var line in LinesOf(name))
        {
            if (writing.TryParse(line))
            {
                Assert.InRange(writing.DocumentFrom(line, 0).Length, 1, writing.RoomFor(line));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Document_is_the_same_wherever_in_a_batch_it_begins(string name, Layout layout)
    {
        var writing = new Writing(name, layout);
        foreach (var line in LinesOf(name).Take(20).Where(writing.TryParse))
        {
            var expected = writing.DocumentFrom(line, 0);
            for (var start = Batch.TargetBytes - 7; start < 128 * 1024; start += 509)
            {
                Assert.Equal(expected, writing.DocumentFrom(line, start));
            }
        }
    }

    private static IEnumerable<byte[]> LinesOf(string name) =>
        EdgeCase
            .All.Select(one => one.Line)
            .Concat(Encoding.ASCII.GetString(SampleObject.Of(name).Text).Split('\n').Select(Encoding.ASCII.GetBytes));

    /// <summary>Writes documents of one object, each into a batch of its own.</summary>
    private sealed class Writing
    {
        private readonly LineParser _parser;
        private readonly LogRecord _record = new();
        private readonly DocumentWriter _writer;
        private readonly DocumentPlans _plans;
        private readonly ObjectFacts _facts;
        private readonly ObjectTally _tally = new("x");

        internal Writing(string name, Layout layout)
        {
            var source = new MemoryObject(Keys.Of(name), []);
            _plans = new DocumentPlans(GoldenFile.Options(layout));
            _facts = new ObjectFacts(source.Identity, ObjectName.Parse(source.Key));
            _parser = new LineParser(FormatTables.Find(name)!.Format);
            _writer = new DocumentWriter(_plans, source.Identity, ObjectName.Parse(source.Key), Run.Clock);
        }

        internal bool TryParse(byte[] line) =>
            _parser.Parse(line, _record) == ParseOutcome.Parsed && _record is { IsPlain: true, HasExtra: false };

        internal int RoomFor(byte[] line) =>
            _plans.OfRecord(_facts, _record.Table!, _record.IsHttp, isSampled: false).RoomFor(line.Length);

        internal byte[] DocumentFrom(byte[] line, int start)
        {
            Assert.True(TryParse(line));
            var batch = new Batch();
            batch.Begin(_tally);
            batch.Commit(start, 0);
            _writer.Write(batch, line, _record, 1234);
            var document = batch.Content[start..].ToArray();
            batch.Release();
            return document;
        }
    }
}
