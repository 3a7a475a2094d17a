using System.Text;
using System.Text.Json;
using LogsProcessor.Aws.Events;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.Functions.Tests.Ship;

/// <summary>What becomes of objects and messages once the lines are confirmed, or the time is over.</summary>
public sealed class ShipFinishTests : ShipFixture
{
    private static readonly (string, string) Checkpoints = ("CHECKPOINT_BUCKET", Places);
    private static readonly (string, string)[] Move = [("ON_DONE", "move"), ("ARCHIVE_PREFIX", "done/"), Checkpoints];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Shipped_object_is_moved()
    {
        S3.Put(Bucket, "a.log", SampleLines.Classic(3));

        var (result, summary) = await InvokeAsync(Queued("a.log"), null, Move);

        Assert.Empty(FailedMessages(result));
        Assert.Equal("completed", summary.GetProperty("outcome").GetString());
        Assert.Equal(["done/a.log"], S3.Keys(Bucket));
    }

    [Fact]
    public async Task Object_that_cannot_be_moved_fails_its_message_alone()
    {
        S3.Put(Bucket, "a.log", SampleLines.Classic(3));
        S3.Put(Bucket, "b.log", SampleLines.Classic(4));
        S3.Fail(FakeS3Fault.AccessDenied with { When = request => request is { Method: "PUT", Key: "done/a.log" } });

        var (result, summary) = await InvokeAsync(Queued("a.log", "b.log"), null, Move);

        Assert.Equal(["message-a.log"], FailedMessages(result));
        Assert.Equal(("partial", 1, 7), (Outcome(summary), Failures(summary, "finishing"), Sent(summary)));
        Assert.Equal(2, summary.GetProperty("objects").GetProperty("completed").GetInt32());
        Assert.Equal(["a.log", "done/b.log"], S3.Keys(Bucket));
    }

    [Fact]
    public async Task Object_that_will_be_tried_again_is_not_moved_and_not_shipped_again()
    {
        S3.Put(Bucket, "a.log", SampleLines.Classic(3));
        var payload = S3Event.ObjectsCreated(Bucket, "a.log", "b.log");

        var (first, _) = await InvokeAsync(payload, null, Move);
        var keysBetween = S3.Keys(Bucket);
        S3.Put(Bucket, "b.log", SampleLines.Classic(4));
        var (second, summary) = await InvokeAsync(payload, null, Move);

        Assert.Equal(("ShipFailed", null), (first.Error?.Type, second.Error));
        Assert.Equal(["a.log"], keysBetween);
        Assert.Equal(4, Sent(summary));
        Assert.Equal(7, Receiver.ConfirmedLines.Count);
        Assert.Equal(["done/a.log", "done/b.log"], S3.Keys(Bucket));
        Assert.Empty(S3.Keys(Places));
    }

    [Fact]
    public async Task Object_that_could_not_be_moved_is_moved_by_the_retry_and_not_shipped_again()
    {
        S3.Put(Bucket, "a.log", SampleLines.Classic(3));
        S3.Fail(
            FakeS3Fault.AccessDenied with
            {
                When = request => request is { Method: "PUT", Key: "done/a.log" },
                Times = 1,
            }
        );

        var (first, _) = await InvokeAsync(Queued("a.log"), null, Move);
        var (second, summary) = await InvokeAsync(Queued("a.log"), null, Move);

        Assert.Equal(["message-a.log"], FailedMessages(first));
        Assert.Empty(FailedMessages(second));
        Assert.Equal(("completed", 0), (Outcome(summary), Sent(summary)));
        Assert.Equal(3, Receiver.ConfirmedLines.Count);
        Assert.Equal(["done/a.log"], S3.Keys(Bucket));
        Assert.Empty(S3.Keys(Places));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Moved_object_whose_notification_comes_once_more_has_nothing_to_ship(bool mayList)
    {
        var stored = S3.Put(Bucket, "a.log", SampleLines.Classic(3));
        var twice = QueuedWithTag("a.log", stored.ETag);
        if (!mayList)
        {
            RefuseWhatIsMissing();
        }

        var (_, first) = await InvokeAsync(twice, null, Move);
        var (result, summary) = await InvokeAsync(twice, null, Move);

        Assert.Equal(3, Sent(first));
        Assert.Empty(FailedMessages(result));
        Assert.Equal(("completed", 0, 0), (Outcome(summary), Sent(summary), Failures(summary, "reading")));
        Assert.Equal(["done/a.log"], S3.Keys(Bucket));
    }

    [Fact]
    public async Task Object_that_is_gone_is_missing_whatever_else_the_archive_holds_under_its_name()
    {
        S3.Put(Bucket, "done/a.log", SampleLines.Classic(2));
        var gone = FakeS3Object.ETagOf(SampleLines.Classic(3));

        var (result, summary) = await InvokeAsync(QueuedWithTag("a.log", gone), null, Move);

        Assert.Equal(["message-a.log"], FailedMessages(result));
        Assert.Equal(("failed", 1), (Outcome(summary), Failures(summary, "reading")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Object_that_two_messages_of_one_run_name_is_moved_once_and_fails_neither(bool mayList)
    {
        S3.Put(Bucket, "a.log", SampleLines.Classic(3));
        if (!mayList)
        {
            RefuseWhatIsMissing();
        }

        var (result, summary) = await InvokeAsync(Queued("a.log", "a.log"), null, Move);

        Assert.Empty(FailedMessages(result));
        Assert.Equal(("completed", 6), (Outcome(summary), Sent(summary)));
        Assert.Equal(["done/a.log"], S3.Keys(Bucket));
    }

    [Fact]
    public async Task Object_that_may_not_be_deleted_is_not_taken_for_one_that_another_run_has_moved()
    {
        S3.Put(Bucket, "a.log", SampleLines.Classic(3));
        S3.Fail(FakeS3Fault.AccessDenied with { When = request => request is { Method: "DELETE", Key: "a.log" } });

        var (result, summary) = await InvokeAsync(Queued("a.log"), null, Move);

        Assert.Equal(["message-a.log"], FailedMessages(result));
        Assert.Equal(1, Failures(summary, "finishing"));
        Assert.Equal(["a.log", "done/a.log"], S3.Keys(Bucket));
    }

    [Fact]
    public async Task Object_in_the_archive_is_passed_over_and_counted()
    {
        S3.Put(Bucket, "done/a.log", SampleLines.Classic(3));

        var (result, summary) = await InvokeAsync(Queued("done/a.log"), null, Move);

        Assert.Empty(FailedMessages(result));
        Assert.Equal(("completed", 1), (Outcome(summary), Own(summary)));
        Assert.Empty(Receiver.Connections);
    }

    [Fact]
    public async Task Failed_object_gets_a_note_that_is_not_shipped_itself()
    {
        S3.Put(Bucket, "a.log.gz", SampleLines.Gzip(SampleLines.Classic(500))[..^20]);

        var (result, _) = await InvokeAsync(Queued("a.log.gz"), null, ("ON_FAIL", "quarantine"));
        var (noted, summary) = await InvokeAsync(Queued("a.log.gz.error.json"));

        Assert.Equal(["message-a.log.gz"], FailedMessages(result));
        using var note = JsonDocument.Parse(S3.Find(Bucket, "a.log.gz.error.json")!.Content);
        Assert.Equal($"s3://{Bucket}/a.log.gz", note.RootElement.GetProperty("object").GetString());
        var failure = Assert.Single(note.RootElement.GetProperty("failures").GetProperty("reading").EnumerateArray());
        Assert.Equal("the gzip data is truncated or corrupt", failure.GetProperty("message").GetString());
        Assert.Empty(FailedMessages(noted));
        Assert.Equal(1, Own(summary));
    }

    [Fact]
    public async Task Failed_object_leaves_its_place_and_the_retry_goes_on_from_there()
    {
        var content = SampleLines.Classic(2_000);
        S3.Put(Bucket, "a.log", content);
        S3.Fail(
            new FakeS3Fault
            {
                CutAfter = content.Length / 2,
                When = request => request.Key == "a.log",
                Times = 1,
            }
        );
        S3.Fail(FakeS3Fault.AccessDenied with { When = request => request.Key == "a.log", Times = 1 });

        var (first, broken) = await InvokeAsync(Queued("a.log"), null, Checkpoints);
        var (second, summary) = await InvokeAsync(Queued("a.log"), null, Checkpoints);

        Assert.Equal(["message-a.log"], FailedMessages(first));
        Assert.Empty(FailedMessages(second));
        Assert.Equal(("partial", 1), (Outcome(broken), Failures(broken, "reading")));
        Assert.Equal(2_000, Sent(broken) + Sent(summary));
        Assert.Equal("completed", Outcome(summary));
        Assert.Empty(S3.Keys(Places));
    }

    [Fact]
    public async Task Run_that_made_no_progress_is_a_failure()
    {
        S3.Put(Bucket, "a.log", SampleLines.Classic(3));
        S3.Fail(
            new FakeS3Fault
            {
                When = request => request.Key == "a.log",
                StallAfter = 0,
                OnStall = () => Task.Run(Clock.StopReading),
            }
        );

        var (result, summary) = await InvokeAsync(Queued("a.log"), DeadlineClock.Left, Checkpoints);

        Assert.Equal(["message-a.log"], FailedMessages(result));
        Assert.Equal(("failed", 1), (Outcome(summary), Failures(summary, "reading")));
        Assert.Empty(Sqs.Requests);
        Assert.Empty(S3.Keys(Places));
    }

    [Fact]
    public async Task Object_that_others_left_no_time_for_goes_on_under_a_new_message()
    {
        S3.Put(Bucket, "a.log", SampleLines.Classic(3));
        S3.Put(Bucket, "b é.log", SampleLines.Classic(4));
        var never = new TaskCompletionSource();
        S3.Fail(
            new FakeS3Fault
            {
                When = request => request.Key == "b é.log",
                Before = async () =>
                {
                    await Receiver.WaitForLinesAsync(3, Patience);
                    Clock.StopReading();
                    await never.Task;
                },
                Times = 1,
            }
        );

        var (result, summary) = await InvokeAsync(Queued("a.log", "b é.log"), DeadlineClock.Left, Checkpoints);
        never.SetResult();
        using var sent = JsonDocument.Parse(Assert.Single(Sqs.Requests).Body);
        var (second, rest) = await InvokeAsync(sent.RootElement.GetProperty("MessageBody").GetString()!);

        Assert.Empty(FailedMessages(result));
        Assert.Equal(("partial", 0, 3), (Outcome(summary), Failures(summary, "reading"), Sent(summary)));
        Assert.Equal(1, summary.GetProperty("objects").GetProperty("continued").GetInt32());
        Assert.Equal(0, summary.GetProperty("RunsFailed").GetInt32());
        Assert.Equal((null, 4), (second.Error, Sent(rest)));
    }

    [Fact]
    public async Task Message_that_the_queue_does_not_take_makes_the_old_one_fail()
    {
        S3.Put(Bucket, "a.log", SampleLines.Classic(2_000));
        StopInTheMiddleOf("a.log");
        Sqs.FailNext(403, "{}");

        var (result, summary) = await InvokeAsync(Queued("a.log"), DeadlineClock.Left, Checkpoints);

        Assert.Equal(["message-a.log"], FailedMessages(result));
        Assert.Equal(
            ("partial", 1, 0),
            (Outcome(summary), Failures(summary, "finishing"), Failures(summary, "reading"))
        );
        Assert.Single(S3.Keys(Places));
    }

    [Fact]
    public async Task Direct_event_ends_as_an_error_that_says_where_the_next_attempt_goes_on()
    {
        S3.Put(Bucket, "a.log", SampleLines.Classic(2_000));
        StopInTheMiddleOf("a.log");
        var payload = S3Event.ObjectsCreated(Bucket, "a.log");

        var (first, broken) = await InvokeAsync(payload, DeadlineClock.Left, Checkpoints);
        var (second, summary) = await InvokeAsync(payload, null, Checkpoints);

        Assert.Equal("NotDoneYet", first.Error?.Type);
        Assert.Matches(
            $"^s3://{Bucket}/a.log: the time was over behind line [0-9]+; the next attempt goes on at byte [0-9]+$",
            first.Error!.Message
        );
        Assert.Null(second.Error);
        Assert.Equal(("partial", "completed"), (Outcome(broken), Outcome(summary)));
        Assert.Equal(2_000, Sent(broken) + Sent(summary));
        Assert.Empty(Sqs.Requests);
    }

    [Fact]
    public async Task Without_a_place_to_keep_the_object_fails()
    {
        S3.Put(Bucket, "a.log", SampleLines.Classic(2_000));
        StopInTheMiddleOf("a.log");

        var (result, summary) = await InvokeAsync(Queued("a.log"), DeadlineClock.Left);

        Assert.Equal(["message-a.log"], FailedMessages(result));
        Assert.Equal(("partial", 1), (Outcome(summary), Failures(summary, "reading")));
        Assert.Empty(Sqs.Requests);
    }

    /// <summary>The time for reading is over when half of the object has come, and some of its lines have arrived.</summary>
    private void StopInTheMiddleOf(string key) =>
        S3.Fail(
            new FakeS3Fault
            {
                When = request => request.Key == key,
                StallAfter = S3.Find(Bucket, key)!.Content.Length / 2,
                OnStall = async () =>
                {
                    await Receiver.WaitForLinesAsync(1, Patience);
                    Clock.StopReading();
                },
                Times = 1,
            }
        );

    /// <summary>As S3 answers where the function may not list.</summary>
    private void RefuseWhatIsMissing() =>
        S3.Fail(
            FakeS3Fault.AccessDenied with
            {
                When = request =>
                    request.Bucket == Bucket
                    && request.Method is "GET" or "HEAD" or "PUT"
                    && S3.Find(Bucket, request.Method == "PUT" ? "a.log" : request.Key) is null,
            }
        );

    private static string QueuedWithTag(string key, string etag) =>
        SqsMessage.ToLambdaEvent([
            new SqsMessage(
                $"message-{key}",
                "r",
                ObjectNotification.Write([new ObjectReference(Bucket, key, etag)]),
                QueueArn
            ),
        ]);

    private static string Outcome(JsonElement summary) => summary.GetProperty("outcome").GetString()!;

    private static int Failures(JsonElement summary, string stage) =>
        summary.GetProperty("failures").GetProperty(stage).GetProperty("total").GetInt32();

    private static int Sent(JsonElement summary) => summary.GetProperty("lines").GetProperty("sent").GetInt32();

    private static int Own(JsonElement summary) => summary.GetProperty("objects").GetProperty("own").GetInt32();

    private static string Queued(params string[] keys) =>
        SqsMessage.ToLambdaEvent(
            keys.Select(key => new SqsMessage($"message-{key}", "r", S3Event.ObjectsCreated(Bucket, key), QueueArn))
        );
}
