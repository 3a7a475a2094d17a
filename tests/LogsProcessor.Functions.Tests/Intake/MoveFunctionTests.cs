using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Hosting;
using LogsProcessor.Functions.Intake;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Services;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LogsProcessor.Functions.Tests.Intake;

/// <summary>The function that moves, called with messages of a queue.</summary>
public sealed class MoveFunctionTests : IAsyncLifetime
{
    private const string Key = "in/partner-a/x.csv";

    private readonly Lines _lines = new();

    static MoveFunctionTests()
    {
        // The client's own search finds these first, and asks nobody else.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
    }

    private FakeS3 S3 { get; set; } = null!;

    public async Task InitializeAsync()
    {
        S3 = await FakeS3.StartAsync();
        S3.CreateBucket("archive");
    }

    public async Task DisposeAsync() => await S3.DisposeAsync();

    [Fact]
    public async Task Messages_that_failed_are_named_and_no_others()
    {
        S3.Put("uploads", Key, [1]);
        S3.Put("uploads", "in/partner-a/denied.csv", [1]);
        S3.Fail(FakeS3Fault.AccessDenied with { When = it => it.Key.EndsWith("denied.csv", StringComparison.Ordinal) });

        var result = await InvokeAsync(
            ("moved", 1, S3Event.ObjectsCreated("uploads", Key)),
            ("denied", 1, S3Event.ObjectsCreated("uploads", "in/partner-a/denied.csv")),
            ("test", 1, """{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"uploads"}"""),
            ("broken", 1, "no event")
        );

        Assert.Equal(["denied", "broken"], Failed(result));
        var summary = _lines.Summary;
        Assert.Equal("failed", summary.GetProperty("outcome").GetString());
        Assert.Equal((1, 1, 2), (Count("archived"), Count("skipped"), Count("failed")));
        Assert.Single(S3.Keys("archive"));
    }

    [Fact]
    public async Task Message_received_for_the_last_time_quarantines_what_fails()
    {
        S3.Put("uploads", Key, [1]);
        S3.Fail(FakeS3Fault.AccessDenied with { When = it => it.Bucket == "archive" });

        var result = await InvokeAsync(("last", 5, S3Event.ObjectsCreated("uploads", Key)));

        Assert.Empty(Failed(result));
        Assert.Equal(1, Count("quarantined"));
        Assert.All(
            S3.Keys("uploads"),
            key => Assert.StartsWith("quarantine/in/partner-a/", key, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Empty_file_is_quarantined()
    {
        S3.Put("uploads", Key, []);
        var notified = S3Event
            .ObjectsCreated("uploads", Key)
            .Replace("\"key\":", "\"size\":0,\"key\":", StringComparison.Ordinal);

        var result = await InvokeAsync(("empty", 1, notified));

        Assert.Empty(Failed(result));
        Assert.Equal(1, Count("quarantined"));
        var note = Assert.Single(S3.Keys("uploads"), key => key.EndsWith(".error.json", StringComparison.Ordinal));
        Assert.Contains(
            "it is empty",
            Encoding.UTF8.GetString(S3.Find("uploads", note)!.Content),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Event_without_a_queue_ends_as_an_error_when_a_file_failed()
    {
        S3.Put("uploads", Key, [1]);
        S3.Fail(FakeS3Fault.AccessDenied);

        var result = await InvokeAsync(S3Event.ObjectsCreated("uploads", Key));

        Assert.Equal("MoveFailed", result.Error!.Type);
        Assert.StartsWith($"s3://uploads/{Key}: access denied", result.Error.Message, StringComparison.Ordinal);
    }

    private int Count(string name) => _lines.Summary.GetProperty(name).GetInt32();

    private Task<InvocationResult> InvokeAsync(params (string Id, int Received, string Body)[] messages) =>
        InvokeAsync(
            new JsonObject
            {
                ["Records"] = new JsonArray([
                    .. messages.Select(it => new JsonObject
                    {
                        ["messageId"] = it.Id,
                        ["body"] = it.Body,
                        ["eventSource"] = "aws:sqs",
                        ["attributes"] = new JsonObject { ["ApproximateReceiveCount"] = $"{it.Received}" },
                    }),
                ]),
            }.ToJsonString()
        );

    private async Task<InvocationResult> InvokeAsync(string payload)
    {
        var settings = new SettingsReader(name =>
            name switch
            {
                "UPLOAD_BUCKET" => "uploads",
                "ARCHIVE_BUCKET" => "archive",
                "AWS_ENDPOINT_URL_S3" => S3.Endpoint.AbsoluteUri,
                _ => null,
            }
        );
        var build = MoveFunction.Read(settings);
        settings.ThrowIfFaulty();
        using var log = new LoggerConfiguration().WriteTo.Sink(_lines).CreateLogger();
        using var function = build(log, TimeProvider.System);
        return await function.InvokeAsync(new Invocation("request-1", null, Encoding.UTF8.GetBytes(payload)));
    }

    private static string[] Failed(InvocationResult result)
    {
        using var answer = JsonDocument.Parse(result.Payload);
        var failures = answer.RootElement.GetProperty("batchItemFailures").EnumerateArray();
        return [.. failures.Select(it => it.GetProperty("itemIdentifier").GetString()!)];
    }

    private sealed class Lines : ILogEventSink
    {
        public JsonElement Summary { get; private set; }

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
