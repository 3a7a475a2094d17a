using System.Text.Json;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Functions;

/// <summary>With a queue, what is left of an object goes on under a new message, and the old one is done.</summary>
[Collection(SharedMoto.Name)]
public sealed class QueueContinuationTests(MotoFixture moto)
{
    private const string Queue = "long-objects";
    private const string Key = "one über+long.log.gz";
    private const int Lines = 20_000;
    private const int MostRuns = 20;

    [Fact]
    public async Task Each_run_that_ends_too_early_asks_for_the_next_by_a_new_message()
    {
        await moto.Server.CreateBucketAsync(LongObject.Bucket);
        await moto.Server.CreateBucketAsync(LongObject.PlaceBucket);
        await moto.Server.PutObjectAsync(LongObject.Bucket, LongObject.EmptyKey, default);
        await moto.Server.NotifyQueueAsync(LongObject.Bucket, Queue);
        await moto.Server.DeleteMessageAsync(Queue, Assert.Single(await moto.Server.ReceiveAsync(Queue, 1)));
        await moto.Server.PutObjectAsync(LongObject.Bucket, Key, SampleLines.Gzip(SampleLines.Classic(Lines)));
        var expected = await LongObject.IdsOfOneRunAsync(moto.Server.Environment, Key);
        await using var receiver = LongObject.StartSlowReceiver();
        await using var function = await LongObject.StartFunctionAsync(
            LongObject.Settings(moto.Server.Environment, receiver)
        );

        var runs = new List<RunSummaryLine>();
        var messages = new HashSet<string>();
        do
        {
            var message = Assert.Single(await moto.Server.ReceiveAsync(Queue, 1));
            var (answer, summary) = await function.InvokeAsync(
                SqsMessage.ToLambdaEvent([message]),
                LongObject.ShortDeadline
            );
            AssertNothingFailed(answer.Body);
            Assert.True(messages.Add(message.MessageId), "the message came again");
            await moto.Server.DeleteMessageAsync(Queue, message);
            runs.Add(summary);
        } while (runs[^1].ContinuedObjects == 1 && runs.Count < MostRuns);

        LongObject.AssertAllArrived(expected, receiver);
        Assert.InRange(runs.Count, 3, MostRuns - 1);
        Assert.Equal("completed", runs[^1].Outcome);
        Assert.Equal((Lines, Lines), (runs.Sum(run => run.Encountered), runs.Sum(run => run.Sent)));
        Assert.Equal(0, await moto.Server.CountMessagesAsync(Queue));
    }

    private static void AssertNothingFailed(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        Assert.Equal(0, json.RootElement.GetProperty("batchItemFailures").GetArrayLength());
    }
}
