using System.Text;
using System.Text.Json;
using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Clone;
using LogsProcessor.Functions.Hosting;
using LogsProcessor.Functions.Tests.Ship;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Services;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LogsProcessor.Functions.Tests.Clone;

public sealed class CloneFunctionTests : IAsyncLifetime
{
    private const string JobBucket = "example-jobs";
    private const string RequestKey = "in/a.clone-request.json";
    private const string FirstSegment = "clones/a/segments/000001.segment-request.json";
    private const string QueueArn = "arn:aws:sqs:us-east-1:111122223333:clones";

    private readonly DeadlineClock _clock = new();
    private FakeS3 _s3 = null!;
    private FakeSqs _sqs = null!;

    static CloneFunctionTests()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
    }

    public async Task InitializeAsync()
    {
        _s3 = await FakeS3.StartAsync();
        _sqs = await FakeSqs.StartAsync();
        _s3.CreateBucket("target");
        for (var index = 0; index < 40; index++)
        {
            _s3.Put("source", $"k{index:D2}", [(byte)index]);
        }

        _s3.Put(
            JobBucket,
            RequestKey,
            """{"id":"a","source":{"name":"source"},"destination":{"name":"target"}}"""u8.ToArray()
        );
    }

    public async Task DisposeAsync()
    {
        await _sqs.DisposeAsync();
        await _s3.DisposeAsync();
    }

    [Fact]
    public async Task Events_through_a_queue_start_the_plan_and_the_copies()
    {
        var (planned, _) = await InvokeAsync("clone-plan", Queued(RequestKey));
        var (copied, summary) = await InvokeAsync("clone-copy", Queued(FirstSegment));

        Assert.Equal("""{"batchItemFailures":[]}""", planned);
        Assert.Equal("""{"batchItemFailures":[]}""", copied);
        Assert.Equal(_s3.Keys("source"), _s3.Keys("target"));
        Assert.Equal("completed", summary.GetProperty("outcome").GetString());
        Assert.Equal("s3://source/", summary.GetProperty("source").GetString());
        Assert.Equal(40, summary.GetProperty("ObjectsCopied").GetInt64());
        Assert.Contains("clones/a/clone-response.json", _s3.Keys(JobBucket));
    }

    [Fact]
    public async Task A_segment_without_time_goes_on_under_a_new_message()
    {
        await InvokeAsync("clone-plan", Queued(RequestKey));
        var copies = 0;
        // The copies behind it wait for it, too: none of them overtakes the end of the time.
        var end = new Lazy<Task>(() => Task.Run(_clock.StopReading));
        _s3.Fail(
            new FakeS3Fault
            {
                When = it => it.Header("x-amz-copy-source") is not null && Interlocked.Increment(ref copies) >= 5,
                Before = () => end.Value,
            }
        );

        var (first, summary) = await InvokeAsync("clone-copy", Queued(FirstSegment), DeadlineClock.Left, parallel: 2);
        using var sent = JsonDocument.Parse(Assert.Single(_sqs.Requests).Body);
        var body = sent.RootElement.GetProperty("MessageBody").GetString()!;
        var again = SqsMessage.ToLambdaEvent([new SqsMessage("m-2", "r", body, QueueArn)]);
        var (second, rest) = await InvokeAsync("clone-copy", again);

        Assert.Equal("""{"batchItemFailures":[]}""", first);
        Assert.Equal("continued", summary.GetProperty("outcome").GetString());
        Assert.Equal("""{"batchItemFailures":[]}""", second);
        Assert.Equal("completed", rest.GetProperty("outcome").GetString());
        Assert.Equal(
            40,
            summary.GetProperty("ObjectsCopied").GetInt64() + rest.GetProperty("ObjectsCopied").GetInt64()
        );
        Assert.Equal(_s3.Keys("source"), _s3.Keys("target"));
    }

    [Fact]
    public async Task A_segment_that_another_worker_has_is_asked_for_again_when_its_lease_is_over()
    {
        await InvokeAsync("clone-plan", Queued(RequestKey));
        var until = _clock.GetUtcNow() + TimeSpan.FromHours(1);
        _s3.Put(
            JobBucket,
            "clones/a/claims/000001.json",
            Encoding.UTF8.GetBytes($$$"""{"owner":"other","leaseUntil":"{{{until:O}}}","place":"","counts":{}}""")
        );

        var (answer, summary) = await InvokeAsync("clone-copy", Queued(FirstSegment));

        Assert.Equal("""{"batchItemFailures":[]}""", answer);
        Assert.Equal("continued", summary.GetProperty("outcome").GetString());
        Assert.Equal(0, summary.GetProperty("RunsFailed").GetInt32());
        using var sent = JsonDocument.Parse(Assert.Single(_sqs.Requests).Body);
        Assert.Equal(120, sent.RootElement.GetProperty("DelaySeconds").GetInt32());
        Assert.Contains("000001.segment-request.json", sent.RootElement.GetProperty("MessageBody").GetString());
    }

    [Fact]
    public async Task A_bucket_that_cannot_be_listed_fails_its_message_only()
    {
        _s3.Fail(FakeS3Fault.AccessDenied with { When = it => it is { Bucket: "source", Key: "" } });

        var (answer, summary) = await InvokeAsync("clone-plan", Queued(RequestKey, "notes.txt"));

        Assert.Equal($$"""{"batchItemFailures":[{"itemIdentifier":"message-{{RequestKey}}"}]}""", answer);
        Assert.Equal("failed", summary.GetProperty("outcome").GetString());
        Assert.Equal(1, summary.GetProperty("failures").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_request_that_must_not_be_carried_out_is_told_and_not_tried_again()
    {
        _s3.Put(JobBucket, RequestKey, "nothing"u8.ToArray());

        var (answer, summary) = await InvokeAsync("clone-plan", Queued(RequestKey));

        Assert.Equal("""{"batchItemFailures":[]}""", answer);
        Assert.Equal("failed", summary.GetProperty("outcome").GetString());
    }

    [Fact]
    public void All_faults_of_the_settings_are_told_at_once()
    {
        var settings = new SettingsReader(name =>
            name switch
            {
                "CLONE_PARALLEL" => "0",
                "CLONE_LEASE_SECONDS" => "x",
                "AWS_REGION" => "us-east-1",
                _ => null,
            }
        );

        CloneFunction.ReadCopy(settings);

        var fault = Assert.Throws<SettingsException>(settings.ThrowIfFaulty);

        Assert.Equal(
            "CLONE_PARALLEL is '0': a whole number from 1 to 512 is allowed; "
                + "CLONE_LEASE_SECONDS is 'x': a whole number from 10 to 900 is allowed",
            fault.Message
        );
    }

    private static string Queued(params string[] keys) =>
        SqsMessage.ToLambdaEvent(
            keys.Select(key => new SqsMessage($"message-{key}", "r", S3Event.ObjectsCreated(JobBucket, key), QueueArn))
        );

    private async Task<(string Answer, JsonElement Summary)> InvokeAsync(
        string name,
        string payload,
        TimeSpan? left = null,
        int parallel = 8
    )
    {
        var settings = new SettingsReader(setting =>
            setting switch
            {
                "AWS_REGION" => "us-east-1",
                "AWS_ENDPOINT_URL_S3" => _s3.Endpoint.ToString(),
                "AWS_ENDPOINT_URL_SQS" => _sqs.Endpoint.ToString(),
                "CLONE_PARALLEL" => $"{parallel}",
                _ => null,
            }
        );
        var told = new SummarySink();
        using var log = new LoggerConfiguration().WriteTo.Sink(told).CreateLogger();
        var isPlan = name == "clone-plan";
        var build = isPlan ? CloneFunction.ReadPlan(settings) : CloneFunction.ReadCopy(settings);
        using var function = build(log, _clock);
        var deadline = TimeProvider.System.GetUtcNow() + left;
        var id = Guid.NewGuid().ToString();
        var result = await function.InvokeAsync(new Invocation(id, deadline, Encoding.UTF8.GetBytes(payload)));
        Assert.Null(result.Error);
        return (Encoding.UTF8.GetString(result.Payload.Span), told.Summary);
    }

    private sealed class SummarySink : ILogEventSink
    {
        internal JsonElement Summary { get; private set; }

        public void Emit(LogEvent logEvent)
        {
            if (logEvent.Properties.TryGetValue(RunLog.SummaryProperty, out var value))
            {
                using var json = JsonDocument.Parse((string)((ScalarValue)value).Value!);
                Summary = json.RootElement.Clone();
            }
        }
    }
}
