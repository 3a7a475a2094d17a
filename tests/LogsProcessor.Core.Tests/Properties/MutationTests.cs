using System.Diagnostics;
using System.Text;
using System.Text.Unicode;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Reference;
using Xunit.Abstractions;

namespace LogsProcessor.Core.Tests.Properties;

/// <summary>Any bytes in, valid lines of JSON out, and the counts balance.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    /// <summary>An object of this size takes milliseconds: one that takes so long will never end.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Damaged_objects_give_valid_documents_and_balanced_counts()
    {
        var random = new Random(FuzzSettings.Seed);
        var watch = Stopwatch.StartNew();
        var objects = 0;
        long bytes = 0;
        for (; watch.Elapsed.TotalSeconds < FuzzSettings.Seconds || objects < 10; objects++)
        {
            bytes += await ShipOneAsync(random);
        }

        output.WriteLine($"LOGSPROCESSOR_FUZZ_SEED={FuzzSettings.Seed}: {objects} objects, {bytes} bytes");
    }

    private static async Task<long> ShipOneAsync(Random random)
    {
        var format = ReferenceFormat.All[random.Next(ReferenceFormat.All.Count)];
        var generator = new LineGenerator(format, random);
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => generator.Next() + "\n"));
        var content = new Mutator(random).Damage(ReferenceText.ToBytes(text));
        var key = random.Next(4) == 0 ? "unknown.log" : Keys.Of(format.Name);
        var source = new MemoryObject(key, content) { ReadSize = random.Next(1, 5000) };
        var lines = new LineReaderOptions
        {
            BufferBytes = random.Next(1, 2000),
            MostLineBytes = random.Next(4) == 0 ? random.Next(1, 400) : 1024 * 1024,
        };
        var layout = random.Next(2) == 0 ? Layout.Ecs : Layout.Aws;
        var shipping = Run.ShipAsync(source, Run.Configured with { Layout = layout, KeepOriginal = true }, lines);
        Check(await shipping.WaitAsync(Hang), content, format, key);
        return content.Length;
    }

    private static void Check(Run run, byte[] content, ReferenceFormat format, string key)
    {
        foreach (var document in run.Documents)
        {
            Assert.True(Utf8.IsValid(document), $"not UTF-8: {Encoding.UTF8.GetString(document)}");
            using var json = JsonAssert.ParseStrictly(document);
            Assert.True(json.RootElement.TryGetProperty("@timestamp", out _));
        }

        var tally = run.Tally;
        Assert.Equal(tally.Parsed + tally.Malformed, run.Documents.Count);
        Assert.Equal(run.Documents.Count, tally.Sent);
        Assert.Equal(0, run.Sink.Rented);
        if (run.Summary.Failures.Reading.Total > 0)
        {
            // Damage can make the first bytes those of some binary format: then the whole object is refused, by name.
            Assert.Contains(
                "the object is",
                Assert.Single(run.Summary.Failures.Reading.LastFew).Message,
                StringComparison.Ordinal
            );
            return;
        }

        var lineCount = content.Count(value => value == '\n') + (content.Length > 0 && content[^1] != '\n' ? 1 : 0);
        var mayJoin = format.Name == "clb" || !key.Contains("AWSLogs", StringComparison.Ordinal);
        Assert.InRange(tally.Encountered, mayJoin ? Math.Min(1, lineCount) : lineCount, lineCount);
    }
}
