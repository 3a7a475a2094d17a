using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Functions;

/// <summary>An object that takes longer than a run may: each run goes on where the one before left off.</summary>
[Collection(ShortRuns.Name)]
public sealed class DeadlineTests
{
    /// <summary>More runs than that make no progress.</summary>
    private const int MostRuns = 40;

    [Theory]
    [InlineData("plain.log", 85_000, 10)]
    [InlineData("compressed.log.gz", 20_000, 3)]
    public async Task Object_that_takes_many_deadlines_arrives_complete(string key, int lines, int leastRuns)
    {
        await using var storage = await FakeS3.StartAsync();
        storage.CreateBucket(LongObject.PlaceBucket);
        storage.Put(LongObject.Bucket, LongObject.EmptyKey, []);
        var content = SampleLines.Classic(lines);
        storage.Put(
            LongObject.Bucket,
            key,
            key.EndsWith(".gz", StringComparison.Ordinal) ? SampleLines.Gzip(content) : content
        );
        var services = LongObject.ServicesOf(storage);
        var expected = await LongObject.IdsOfOneRunAsync(services, key);
        await using var receiver = LongObject.StartSlowReceiver();
        await using var function = await LongObject.StartFunctionAsync(LongObject.Settings(services, receiver));

        var runs = await RunToEndAsync(function, LongObject.Event(key));

        LongObject.AssertAllArrived(expected, receiver);
        Assert.InRange(runs.Count, leastRuns, MostRuns);
        Assert.All(runs.SkipLast(1), run => Assert.Equal(("partial", 1L), (run.Outcome, run.ContinuedObjects)));
        Assert.Equal("completed", runs[^1].Outcome);
        Assert.Equal((lines, lines), (runs.Sum(run => run.Encountered), runs.Sum(run => run.Sent)));
        Assert.All(
            runs,
            run => Assert.Equal((0L, 0L, 0L), (run.Undelivered, run.Failures("reading"), run.Failures("sending")))
        );
        Assert.Empty(storage.Keys(LongObject.PlaceBucket));
    }

    private static async Task<List<RunSummaryLine>> RunToEndAsync(FunctionInstance function, string payload)
    {
        var runs = new List<RunSummaryLine>();
        while (runs.Count < MostRuns)
        {
            var (answer, summary) = await function.InvokeAsync(payload, LongObject.ShortDeadline);
            runs.Add(summary);
            if (!answer.IsError)
            {
                break;
            }

            Assert.True(
                answer.ErrorType == "LogsProcessor.NotDoneYet",
                $"run {runs.Count}: {answer.Body}\n{string.Join('\n', function.LogLines)}"
            );
        }

        return runs;
    }
}
