using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Summary;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Golden;

namespace LogsProcessor.Core.Tests.Pipeline;

public sealed class LogPipelineTests
{
    private static byte[] Text => SampleObject.Of("alb").Text;

    private static string Key => Keys.Of("alb");

    [Fact]
    public async Task An_object_that_fails_stops_itself_alone()
    {
        MemoryObject[] objects =
        [
            new(Key, Text),
            new("broken.log", Text) { FailsWith = new IOException("the connection was reset") },
            new("last.log", Text),
        ];
        var run = await Run.ShipAsync(objects, new PipelineOptions { ParallelObjects = 1 });
        Assert.Equal(
            [Outcome.Completed, Outcome.Partial, Outcome.Completed],
            run.Summary.Objects.Select(tally => tally.Outcome)
        );
        Assert.Equal(900, run.Documents.Count);
        var failure = Assert.Single(run.Summary.Failures.Reading.LastFew);
        Assert.Equal(("the connection was reset", "s3://logs/broken.log"), (failure.Message, failure.Key));
        Assert.Equal((Outcome.Partial, 1, 0), (run.Summary.Outcome, run.Sink.Drained, run.Sink.Rented));
    }

    [Fact]
    public async Task So_many_objects_as_are_allowed_are_read_side_by_side()
    {
        using var meeting = new Barrier(2);
        MemoryObject[] objects = [Meeting(Key), Meeting("other.log")];

        var run = await Run.ShipAsync(objects, new PipelineOptions { ParallelObjects = objects.Length });

        Assert.Equal(1, meeting.CurrentPhaseNumber);
        Assert.Equal(Outcome.Completed, run.Summary.Outcome);

        // Its first read waits for the other's.
        MemoryObject Meeting(string key)
        {
            var reads = 0;
            return new MemoryObject(key, Text)
            {
                OnRead = () =>
                {
                    if (++reads == 1)
                    {
                        meeting.SignalAndWait(TimeSpan.FromMinutes(1));
                    }
                },
            };
        }
    }

    [Fact]
    public async Task A_body_that_ends_early_is_a_failure_of_its_object()
    {
        var run = await Run.ShipAsync(new MemoryObject(Key, Text) { AnnouncedLength = Text.Length + 1 }, new());
        Assert.Equal(Outcome.Partial, run.Tally.Outcome);
        Assert.Contains(
            $"after {Text.Length} of {Text.Length + 1} bytes",
            run.Summary.Failures.Reading.LastFew[0].Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_stopped_run_delivers_what_was_read_and_is_not_complete()
    {
        using var stop = new CancellationTokenSource();
        var reads = 0;
        var source = new MemoryObject(Key, Text)
        {
            ReadSize = 4096,
            OnRead = () =>
            {
                if (++reads == 5)
                {
                    stop.Cancel();
                }
            },
        };
        var run = await Run.ShipAsync(
            [source, new MemoryObject("next.log", Text)],
            new PipelineOptions { ParallelObjects = 1 },
            stop: stop.Token
        );
        Assert.InRange(run.Documents.Count, 1, 299);
        Assert.Equal(run.Documents.Count, run.Summary.Objects[0].Sent);
        Assert.Equal([Outcome.Partial, Outcome.Failed], run.Summary.Objects.Select(tally => tally.Outcome));
        Assert.Equal(2, run.Summary.Failures.Reading.Total);
        Assert.All(
            run.Summary.Failures.Reading.LastFew,
            failure => Assert.Contains("stopped", failure.Message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Lines_that_are_not_confirmed_are_not_sent()
    {
        var run = await Run.ShipAsync(
            [new MemoryObject(Key, Text)],
            new PipelineOptions(),
            new MemorySink { Confirms = false }
        );
        Assert.Equal((300, 0, Outcome.Failed), (run.Tally.Parsed, run.Tally.Sent, run.Summary.Outcome));
    }

    [Fact]
    public async Task Counts_tell_records_from_malformed_and_skipped_lines()
    {
        var text = Encoding.ASCII.GetString(Text) + "\n# header\nno record\n";
        var run = await Run.ShipAsync(new MemoryObject(Key, Encoding.ASCII.GetBytes(text)), new());
        Assert.Equal(
            (300, 1, 2, 303),
            (run.Tally.Parsed, run.Tally.Malformed, run.Tally.Skipped, run.Tally.Encountered)
        );
        var failure = Assert.Single(run.Summary.Failures.Parsing.LastFew);
        Assert.Equal((303L, Text.Length + 10L, "no record"), (failure.Line, failure.Offset, failure.Text));
        Assert.Equal(Outcome.Completed, run.Tally.Outcome);
    }

    [Theory]
    [InlineData("ELBAccessLogTestFile", "Enable AccessLog for ELB: app/edge-lb/01 at 2026-03-04T05:06:07.781Z", 1)]
    [InlineData("ELBConnectionLogTestFile", "Enable Connection Logs for ELB: app/edge-lb/01\n", 1)]
    [InlineData("ELBHealthCheckLogTestFile", "This is a test.\n\"it\" is none\n", 2)]
    public async Task What_a_test_object_of_AWS_says_is_skipped_whatever_it_is(string name, string text, int lines)
    {
        var run = await Run.ShipAsync(
            new MemoryObject($"AWSLogs/111122223333/{name}", Encoding.ASCII.GetBytes(text)),
            new()
        );
        Assert.Equal((0, 0, lines), (run.Tally.Parsed, run.Tally.Malformed, run.Tally.Skipped));
        Assert.Equal((Outcome.Completed, 0), (run.Tally.Outcome, run.Summary.Failures.Parsing.Total));
        Assert.Empty(run.Documents);
    }

    [Fact]
    public async Task A_line_beyond_the_bound_is_shipped_as_malformed_and_the_next_is_a_record()
    {
        var record = Encoding.ASCII.GetString(Text).Split('\n')[0];
        var content = Encoding.ASCII.GetBytes(new string('x', 5000) + "\n" + record + "\n");
        var run = await Run.ShipAsync(
            new MemoryObject(Key, content),
            new(),
            new LineReaderOptions { MostLineBytes = 2000 }
        );
        Assert.Equal((1, 1), (run.Tally.Parsed, run.Tally.Malformed));
        Assert.Contains("longer than 2000 bytes", run.Texts[0], StringComparison.Ordinal);
        Assert.Contains("\"offset\":5001", run.Texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Layout_original_refuses_other_formats_by_name()
    {
        var source = new MemoryObject(Keys.Of("nlb"), SampleObject.Of("nlb").Text);
        var run = await Run.ShipAsync(source, GoldenFile.Options(Layout.Original));
        Assert.Empty(run.Documents);
        Assert.Contains(
            "this is nlb",
            Assert.Single(run.Summary.Failures.Reading.LastFew).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Ids_differ_for_each_line_and_are_the_same_each_time()
    {
        var once = await Run.ShipAsync(new MemoryObject(Key, Text), GoldenFile.Options(Layout.Aws));
        var again = await Run.ShipAsync(new MemoryObject(Key, Text) { ReadSize = 7 }, GoldenFile.Options(Layout.Aws));
        Assert.Equal(once.Texts, again.Texts);
        Assert.Equal(300, once.Texts.Select(text => text.Split("\"event_id\":\"")[1][..45]).Distinct().Count());
    }
}
