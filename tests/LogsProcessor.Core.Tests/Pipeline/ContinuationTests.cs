using System.IO.Compression;
using System.Text;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Summary;
using LogsProcessor.Core.Tests.Fakes;

namespace LogsProcessor.Core.Tests.Pipeline;

/// <summary>
/// An object shipped in several runs, each stopped at a random moment and with random batches given up: together they give the documents
/// of one uninterrupted run, and count each line once.
/// </summary>
public sealed class ContinuationTests
{
    private const int MostRuns = 2_000;
    private const int MostLineBytes = 8 * 1024;

    private static readonly PipelineOptions Options = new()
    {
        Documents = new DocumentPlans(Run.Configured),
        Lines = new LineReaderOptions { MostLineBytes = MostLineBytes, BufferBytes = 512 },
        MayContinue = true,
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Runs_together_give_the_documents_and_counts_of_one(bool isCompressed)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var text = Text(random);
        var expected = await Run.ShipAsync([new PlacedObject(text, isCompressed, default, () => { })], Options);
        var arrived = new HashSet<string>();
        var tallies = new List<ObjectTally>();
        var place = default(ReadPlace);

        while (tallies.Count < MostRuns && tallies.LastOrDefault()?.Outcome != Outcome.Completed)
        {
            var sink = new ForgetfulSink(random);
            var tally = await ShipAsync(text, isCompressed, place, sink, random);
            arrived.UnionWith(sink.Confirmed);
            tallies.Add(tally);
            place = tally.Confirmed;
            if (tally.Outcome != Outcome.Completed)
            {
                tally.MarkContinued();
                Assert.Equal(Outcome.Continued, tally.Outcome);
            }
        }

        var message = $"seed {seed}, {tallies.Count} runs";
        Assert.True(tallies[^1].Outcome == Outcome.Completed, message);
        Assert.True(expected.Texts.ToHashSet().SetEquals(arrived), message);
        Assert.Equal(Counts([expected.Tally]), Counts(tallies));
        Assert.Equal(expected.Tally.Sent, tallies.Sum(tally => tally.Sent));
    }

    [Fact]
    public async Task Place_behind_the_text_fails_the_object()
    {
        var start = new ReadPlace(1_000, 3, 0, 0, 0);

        var run = await Run.ShipAsync([new PlacedObject("# 1\n# 2\n"u8.ToArray(), true, start, () => { })], Options);

        Assert.Equal(Outcome.Failed, run.Tally.Outcome);
        Assert.Equal(
            "the text ended 992 bytes before the place to go on from, 1000",
            Assert.Single(run.Summary.Failures.Reading.LastFew).Message
        );
    }

    [Fact]
    public async Task Stop_that_no_run_follows_is_a_failure_of_reading()
    {
        using var stop = new CancellationTokenSource();
        var source = new PlacedObject(Text(new Random(1)), false, default, stop.Cancel);

        var run = await Run.ShipAsync([source], Options with { MayContinue = false }, stop: stop.Token);

        Assert.True(run.Tally.IsStopped);
        Assert.Equal(
            "the run was stopped before the object's end",
            Assert.Single(run.Summary.Failures.Reading.LastFew).Message
        );
    }

    private static async Task<ObjectTally> ShipAsync(
        byte[] text,
        bool isCompressed,
        ReadPlace place,
        ForgetfulSink sink,
        Random random
    )
    {
        using var stop = new CancellationTokenSource();
        var reads = random.Next(1, 400);
        var source = new PlacedObject(text, isCompressed, place, () => StopAtZero(--reads, stop));
        var summary = new RunSummary(new RunIdentity { RequestId = "run-1", Version = "1.0.0" }, Run.Clock);
        await new LogPipeline(Options, sink, summary, Run.Clock).RunAsync([source], stop.Token);
        Assert.Equal(0, summary.Failures.Reading.Total);
        return Assert.Single(summary.Objects);
    }

    private static void StopAtZero(int left, CancellationTokenSource stop)
    {
        if (left == 0)
        {
            stop.Cancel();
        }
    }

    private static (long, long, long, long) Counts(IEnumerable<ObjectTally> tallies) =>
        (
            tallies.Sum(tally => tally.Encountered),
            tallies.Sum(tally => tally.Parsed),
            tallies.Sum(tally => tally.Malformed),
            tallies.Sum(tally => tally.Skipped)
        );

    /// <summary>Classic lines with everything among them that makes a line's end hard to tell.</summary>
    private static byte[] Text(Random random)
    {
        var text = new StringBuilder("\uFEFF");
        for (var line = 0; line < 1_500; line++)
        {
            var agent = random.Next(40) switch
            {
                0 => "two\nlines",
                1 => new string('u', MostLineBytes + random.Next(3 * MostLineBytes)),
                _ => "curl/8.5.0",
            };
            var end = random.Next(3) == 0 ? "\r\n" : "\n";
            text.Append(
                random.Next(25) switch
                {
                    0 => $"# skipped {line}{end}",
                    1 => $"no record {line}{end}",
                    _ =>
                        "2026-03-04T05:06:07.000000Z web-lb 192.0.2.10:2817 198.51.100.7:80 0.000073 0.001048 0.000057 200 200 0 29 "
                            + $"\"GET http://www.example.com:80/item/{line} HTTP/1.1\" \"{agent}\" - -{end}",
                }
            );
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>An object that is opened at a place, as one in S3 is.</summary>
    private sealed class PlacedObject(byte[] text, bool isCompressed, ReadPlace start, Action onRead) : ILogObject
    {
        private const int BytesOfOneRead = 5_000;

        public string Name => Key;

        public string Key => Keys.Of("clb");

        public async ValueTask<OpenedObject> OpenAsync(CancellationToken cancel)
        {
            var isAtStart = !isCompressed && start.Offset > 0;
            var body =
                isCompressed ? Gzip(text)
                : isAtStart ? text[(int)start.Offset..]
                : text;
            var source = new MemoryObject(Key, body) { ReadSize = BytesOfOneRead, OnRead = onRead };
            return await source.OpenAsync(cancel) with { Start = start, IsBodyAtStart = isAtStart };
        }

        private static byte[] Gzip(byte[] content)
        {
            using var compressed = new MemoryStream();
            using (var gzip = new GZipStream(compressed, CompressionLevel.NoCompression))
            {
                gzip.Write(content);
            }

            return compressed.ToArray();
        }
    }

    /// <summary>A sink that confirms most batches, and gives some up.</summary>
    private sealed class ForgetfulSink(Random random) : IDocumentSink
    {
        private readonly List<string> _confirmed = [];

        internal IReadOnlyList<string> Confirmed => _confirmed;

        public ValueTask<Batch> RentAsync(ObjectTally source, CancellationToken cancel)
        {
            cancel.ThrowIfCancellationRequested();
            var batch = new Batch();
            batch.Begin(source);
            return new ValueTask<Batch>(batch);
        }

        public void Post(Batch batch)
        {
            if (random.Next(6) == 0)
            {
                batch.Source!.AddUndelivered(batch.Lines, batch.Start);
            }
            else
            {
                var text = Encoding.UTF8.GetString(batch.Content.Span);
                _confirmed.AddRange(text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
                batch.Source!.AddSent(batch.Lines);
            }

            batch.Clear();
        }

        public Task DrainAsync() => Task.CompletedTask;
    }
}
