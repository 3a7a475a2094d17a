using LogsProcessor.Testing;
using LogsProcessor.Testing.Lambda;
using LogsProcessor.Testing.Receiver;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Functions;

/// <summary>The function as Lambda runs it: objects in S3, events that S3 itself makes, a receiver, and what it answers and logs.</summary>
[Collection(SharedMoto.Name)]
public sealed class ShipFunctionTests(MotoFixture moto) : IAsyncLifetime
{
    /// <summary>A run logs its start, a warning for each kind of failure, its summary, and nothing for a line.</summary>
    private const int MostLogLines = 40;

    private readonly FakeLogstash _receiver = FakeLogstash.Start();
    private FunctionInstance _function = null!;

    public async Task InitializeAsync() =>
        _function = await FunctionInstance.StartAsync(
            new Dictionary<string, string>(moto.Server.Environment) { ["LOGSTASH_HOSTS"] = _receiver.Endpoint }
        );

    public async Task DisposeAsync()
    {
        await _function.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Both_records_of_one_event_are_shipped()
    {
        await moto.Server.CreateBucketAsync("two-records");
        await moto.Server.PutObjectAsync("two-records", SampleLines.ClassicKey, SampleLines.Classic(668));
        await moto.Server.PutObjectAsync(
            "two-records",
            "my logs/ü+1.log.gz",
            SampleLines.Gzip(SampleLines.Classic(44))
        );

        var (answer, summary) = await _function.InvokeAsync(
            S3Event.ObjectsCreated("two-records", SampleLines.ClassicKey, "my logs/ü+1.log.gz")
        );

        Assert.False(answer.IsError, answer.Body);
        summary.AssertCompleted(668 + 44);
        Assert.Equal((2L, 2L), (summary.Objects, summary.CompletedObjects));
        Assert.Equal("request-1", summary.RequestId);
        AssertConfirmed(668 + 44);
        AssertFewLogLines(runs: 1);
    }

    [Fact]
    public async Task Only_the_messages_that_failed_are_given_back_to_the_queue()
    {
        const string bucket = "queue-of-objects";
        await moto.Server.CreateBucketAsync(bucket);
        await moto.Server.NotifyQueueAsync(bucket, bucket);
        await moto.Server.PutObjectAsync(bucket, "good one.log", SampleLines.Classic(10));
        await moto.Server.PutObjectAsync(bucket, "missing.log", SampleLines.Classic(10));
        await moto.Server.PutObjectAsync(
            bucket,
            "truncated.log.gz",
            SampleLines.Gzip(SampleLines.Classic(500)).AsMemory()[..^20]
        );
        await moto.Server.SendMessageAsync(bucket, "this is no JSON");
        await moto.Server.PutObjectAsync(bucket, "good+two.log.gz", SampleLines.Gzip(SampleLines.Classic(20)));
        await moto.Server.DeleteObjectAsync(bucket, "missing.log");
        var messages = await moto.Server.ReceiveAsync(bucket, 6);
        Assert.Contains("s3:TestEvent", messages[0].Body, StringComparison.Ordinal);

        var (answer, summary) = await _function.InvokeAsync(SqsMessage.ToLambdaEvent(messages));

        Assert.False(answer.IsError, answer.Body);
        var expected = new[] { messages[2], messages[3], messages[4] }.Select(it => it.MessageId);
        Assert.Equal(expected.Order(), BatchItemFailures(answer).Order());
        Assert.Equal("partial", summary.Outcome);
        Assert.Equal((4L, 2L), (summary.Objects, summary.CompletedObjects));
        Assert.Equal(3, summary.Failures("reading"));
        Assert.Equal(summary.Sent, _receiver.ConfirmedLines.Count);
        Assert.InRange(summary.Sent, 30, 530);
        AssertFewLogLines(runs: 1);
    }

    [Fact]
    public async Task A_direct_event_whose_object_fails_ends_as_an_error_after_the_summary()
    {
        await moto.Server.CreateBucketAsync("direct");
        await moto.Server.PutObjectAsync("direct", "good.log", SampleLines.Classic(5));

        var (answer, summary) = await _function.InvokeAsync(
            S3Event.ObjectsCreated("direct", "good.log", "missing.log")
        );

        Assert.True(answer.IsError, answer.Body);
        Assert.NotNull(answer.ErrorType);
        Assert.Contains("missing.log", answer.Body, StringComparison.Ordinal);
        Assert.Equal("partial", summary.Outcome);
        AssertConfirmed(5);
    }

    [Fact]
    public async Task One_process_serves_several_invocations_whatever_the_first_one_met()
    {
        await moto.Server.CreateBucketAsync("several");
        await moto.Server.PutObjectAsync("several", "a.log", SampleLines.Classic(7));

        var (failed, _) = await _function.InvokeAsync(S3Event.ObjectsCreated("no-such-bucket", "a.log"));
        var (strange, _) = await _function.InvokeAsync("{\"hello\":\"world\"}");
        var (first, firstSummary) = await _function.InvokeAsync(S3Event.ObjectsCreated("several", "a.log"));
        var (second, secondSummary) = await _function.InvokeAsync(S3Event.ObjectsCreated("several", "a.log"));

        Assert.Equal([true, true, false, false], new[] { failed, strange, first, second }.Select(it => it.IsError));
        firstSummary.AssertCompleted(7);
        secondSummary.AssertCompleted(7);
        Assert.Equal(14, _receiver.ConfirmedLines.Count);
        Assert.Equal(7, Documents.EventIds(_receiver.ConfirmedLines).Distinct().Count());
        Assert.All(_receiver.Connections, it => Assert.Equal(ConnectionEnd.Orderly, it.End));
        AssertFewLogLines(runs: 4);
    }

    [Fact]
    public async Task A_test_event_alone_is_fine_and_opens_no_connection()
    {
        await moto.Server.CreateBucketAsync("test-event");
        await moto.Server.NotifyQueueAsync("test-event", "test-event");
        var messages = await moto.Server.ReceiveAsync("test-event", 1);

        var (answer, summary) = await _function.InvokeAsync(SqsMessage.ToLambdaEvent(messages));

        Assert.Empty(BatchItemFailures(answer));
        summary.AssertCompleted(0);
        Assert.Empty(_receiver.Connections);
    }

    private static IEnumerable<string> BatchItemFailures(LambdaAnswer answer)
    {
        using var json = System.Text.Json.JsonDocument.Parse(answer.Body);
        return
        [
            .. json
                .RootElement.GetProperty("batchItemFailures")
                .EnumerateArray()
                .Select(it => it.GetProperty("itemIdentifier").GetString()!),
        ];
    }

    private void AssertConfirmed(int lines)
    {
        Assert.Equal(lines, _receiver.ConfirmedLines.Count);
        Assert.Equal(lines, Documents.EventIds(_receiver.ConfirmedLines).Distinct().Count());
        Assert.All(_receiver.Connections, it => Assert.Equal(ConnectionEnd.Orderly, it.End));
    }

    private void AssertFewLogLines(int runs)
    {
        Assert.Equal(runs, RunSummaryLine.AllOf(_function.LogLines).Count);
        Assert.InRange(_function.LogLines.Count, runs, (runs * MostLogLines) - 1);
    }
}
