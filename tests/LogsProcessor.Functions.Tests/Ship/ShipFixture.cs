using System.Text;
using System.Text.Json;
using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Hosting;
using LogsProcessor.Functions.Ship;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LogsProcessor.Functions.Tests.Ship;

/// <summary>The function in this process, with everything around it played by fakes on the loopback address.</summary>
public abstract class ShipFixture : IAsyncLifetime
{
    protected const string Bucket = "example-logs";
    protected const string Places = "example-places";
    protected const string QueueArn = "arn:aws:sqs:us-east-1:111122223333:logs";

    static ShipFixture()
    {
        // The client's own search finds these first, and asks nobody else.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
    }

    private protected DeadlineClock Clock { get; } = new();

    private protected FakeS3 S3 { get; private set; } = null!;

    private protected FakeSqs Sqs { get; private set; } = null!;

    private protected FakeLogstash Receiver { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        S3 = await FakeS3.StartAsync();
        Sqs = await FakeSqs.StartAsync();
        Receiver = FakeLogstash.Start();
        S3.CreateBucket(Places);
    }

    public async Task DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await Sqs.DisposeAsync();
        await S3.DisposeAsync();
    }

    /// <summary>Ships what an event names.</summary>
    private protected async Task<(InvocationResult Result, JsonElement Summary)> InvokeAsync(
        string payload,
        TimeSpan? left = null,
        params (string Name, string Value)[] settings
    )
    {
        var reader = new SettingsReader(name => Array.Find(settings, pair => pair.Name == name).Value ?? Default(name));
        var read = ShipSettings.Read(reader);
        reader.ThrowIfFaulty();
        var log = new SummarySink();
        using var logger = new LoggerConfiguration().WriteTo.Sink(log).CreateLogger();
        using var function = new ShipFunction(read, logger, Clock);
        var deadline = TimeProvider.System.GetUtcNow() + left;
        var result = await function.InvokeAsync(new Invocation("request-1", deadline, Encoding.UTF8.GetBytes(payload)));
        return (result, log.Summary);
    }

    private protected static string[] FailedMessages(InvocationResult result)
    {
        Assert.Null(result.Error);
        using var answer = JsonDocument.Parse(result.Payload);
        var failures = answer.RootElement.GetProperty("batchItemFailures").EnumerateArray();
        return [.. failures.Select(failure => failure.GetProperty("itemIdentifier").GetString()!)];
    }

    private string? Default(string name) =>
        name switch
        {
            "LOGSTASH_HOSTS" => Receiver.Endpoint,
            "AWS_REGION" => "us-east-1",
            "AWS_ENDPOINT_URL_S3" => S3.Endpoint.ToString(),
            "AWS_ENDPOINT_URL_SQS" => Sqs.Endpoint.ToString(),
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
