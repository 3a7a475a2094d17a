using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Check;
using LogsProcessor.Functions.Hosting;
using LogsProcessor.Functions.Tests.Ship;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Services;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LogsProcessor.Functions.Tests.Check;

/// <summary>The function in this process, with S3 played by a fake on the loopback address.</summary>
public abstract class CheckFixture : IAsyncLifetime
{
    protected const string Bucket = "example-files";
    protected const string Schema = """{"fields":[{"name":"id","type":"integer"},{"name":"name"}]}""";

    private readonly SummarySink _log = new();

    static CheckFixture()
    {
        // The client's own search finds these first, and asks nobody else.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
    }

    private CheckFunction Function { get; set; } = null!;

    private Logger Logger { get; set; } = null!;

    private protected FakeS3 S3 { get; private set; } = null!;

    private protected DeadlineClock Clock { get; } = new();

    public async Task InitializeAsync()
    {
        S3 = await FakeS3.StartAsync();
        S3.CreateBucket(Bucket);
        Logger = new LoggerConfiguration().WriteTo.Sink(_log).CreateLogger();
        Start();
    }

    public async Task DisposeAsync()
    {
        Function.Dispose();
        await Logger.DisposeAsync();
        await S3.DisposeAsync();
    }

    /// <summary>Starts the function anew, with these settings.</summary>
    private protected void Start(params (string Name, string Value)[] settings)
    {
        Function?.Dispose();
        var reader = new SettingsReader(name => Array.Find(settings, pair => pair.Name == name).Value ?? Default(name));
        var read = CheckSettings.Read(reader);
        reader.ThrowIfFaulty();
        Function = new CheckFunction(read, Logger, Clock);
    }

    /// <summary>Checks what an event names.</summary>
    private protected async Task<(InvocationResult Result, JsonElement Summary)> InvokeAsync(
        string payload,
        TimeSpan? left = null
    )
    {
        var deadline = TimeProvider.System.GetUtcNow() + left;
        var result = await Function.InvokeAsync(new Invocation("request-1", deadline, Encoding.UTF8.GetBytes(payload)));
        return (result, _log.Summary);
    }

    private protected FakeS3Object Put(string key, string text) => S3.Put(Bucket, key, Encoding.UTF8.GetBytes(text));

    /// <summary>The annotated rows of a content, or null if there are none.</summary>
    private protected string? RowsOf(string key, FakeS3Object content, string bucket = Bucket)
    {
        if (S3.Find(bucket, $"checked/{key}/{content.ETag}/result.csv.gz") is not { } found)
        {
            return null;
        }

        using var gzip = new GZipStream(new MemoryStream(found.Content), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        return reader.ReadToEnd();
    }

    /// <summary>The report of a content, or null if there is none.</summary>
    private protected JsonElement? ReportOf(string key, FakeS3Object content)
    {
        if (S3.Find(Bucket, $"checked/{key}/{content.ETag}/report.json") is not { } found)
        {
            return null;
        }

        using var json = JsonDocument.Parse(found.Content);
        return json.RootElement.Clone();
    }

    /// <summary>An SQS event with a message for each body.</summary>
    private protected static string Sqs(params IEnumerable<(string Id, string Body)> messages) =>
        SqsMessage.ToLambdaEvent(
            messages.Select(message => new SqsMessage(
                message.Id,
                "r",
                message.Body,
                "arn:aws:sqs:us-east-1:111122223333:files"
            ))
        );

    /// <summary>A notification of a content, with its ETag as S3 gives it.</summary>
    private protected static string Created(string key, FakeS3Object content)
    {
        var notification = JsonNode.Parse(S3Event.ObjectsCreated(Bucket, key))!;
        notification["Records"]![0]!["s3"]!["object"]!["eTag"] = content.ETag;
        return notification.ToJsonString();
    }

    private protected static string[] FailedMessages(InvocationResult result)
    {
        Assert.Null(result.Error);
        using var answer = JsonDocument.Parse(result.Payload);
        var failures = answer.RootElement.GetProperty("batchItemFailures").EnumerateArray();
        return [.. failures.Select(failure => failure.GetProperty("itemIdentifier").GetString()!)];
    }

    private protected int Writes => S3.Requests.Count(request => request.Method is "PUT" or "POST");

    private string? Default(string name) =>
        name switch
        {
            "AWS_REGION" => "us-east-1",
            "AWS_ENDPOINT_URL_S3" => S3.Endpoint.ToString(),
            _ => null,
        };

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
