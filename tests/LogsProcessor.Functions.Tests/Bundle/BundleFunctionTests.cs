using System.Text;
using System.Text.Json;
using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Bundle;
using LogsProcessor.Functions.Hosting;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Services;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LogsProcessor.Functions.Tests.Bundle;

public sealed class BundleFunctionTests : IAsyncLifetime
{
    private const string Schedule =
        """{"version":"0","detail-type":"Scheduled Event","source":"aws.events","time":"2026-03-10T02:00:00Z"}""";

    private readonly List<JsonElement> _summaries = [];

    private FakeS3 S3 { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
        S3 = await FakeS3.StartAsync();
        S3.CreateBucket("archive");
        S3.Put("logs", "AWSLogs/2026/03/09/a.log", [1, 2, 3]);
        S3.Put("logs", "AWSLogs/2026/03/10/b.log", [4]);
    }

    public async Task DisposeAsync() => await S3.DisposeAsync();

    [Fact]
    public async Task Schedule_bundles_the_day_before()
    {
        var result = await InvokeAsync(Schedule);

        Assert.Null(result.Error);
        Assert.NotNull(S3.Find("archive", "2026-03-09.zip"));
        Assert.Equal(
            ("completed", "s3://logs/AWSLogs/2026/03/09/"),
            (Text(_summaries.Single(), "outcome"), Text(_summaries.Single(), "source"))
        );
    }

    [Fact]
    public async Task Schedule_that_comes_twice_makes_one_archive()
    {
        await InvokeAsync(Schedule);
        var first = S3.Find("archive", "2026-03-09.zip");

        var result = await InvokeAsync(Schedule);

        Assert.Null(result.Error);
        Assert.Same(first, S3.Find("archive", "2026-03-09.zip"));
    }

    [Fact]
    public async Task Day_without_objects_is_done_and_makes_no_archive()
    {
        var result = await InvokeAsync(Schedule.Replace("03-10", "03-05", StringComparison.Ordinal));

        Assert.Null(result.Error);
        Assert.Empty(S3.Keys("archive"));
    }

    [Fact]
    public async Task Request_object_in_a_command_bucket_is_answered()
    {
        S3.Put("commands", "requests/r 1.json", Request("AWSLogs/2026/03/10/", "b.zip"));
        S3.Put("commands", "requests/notes.txt", [1]);

        var result = await InvokeAsync(S3Event.ObjectsCreated("commands", "requests/r 1.json", "requests/notes.txt"));

        Assert.Null(result.Error);
        Assert.Equal(["b.zip", "b.zip.index.ndjson"], S3.Keys("archive"));
        Assert.Equal("r-17", Text(_summaries.Single(), "id"));
    }

    [Fact]
    public async Task Request_as_payload_is_answered()
    {
        var result = await InvokeAsync(Encoding.UTF8.GetString(Request("AWSLogs/", "all.zip")));

        Assert.Null(result.Error);
        Assert.NotNull(S3.Find("archive", "all.zip"));
    }

    [Theory]
    [InlineData(
        """{"source":{"name":"logs"},"destination":{"name":"archive"}}""",
        "the request has no 'destination.key'"
    )]
    [InlineData("""{"id":"x"}""", "the request has no 'source.name'")]
    [InlineData("{", "the request is not JSON")]
    public async Task Wrong_request_fails_and_is_told_in_a_summary(string request, string expected)
    {
        S3.Put("commands", "r.json", Encoding.UTF8.GetBytes(request));

        var result = await InvokeAsync(S3Event.ObjectsCreated("commands", "r.json"));

        Assert.Contains(expected, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("failed", Text(_summaries.Single(), "outcome"));
    }

    [Fact]
    public async Task Sqs_is_told_the_messages_that_failed()
    {
        S3.Put("commands", "good.json", Request("AWSLogs/", "all.zip"));
        S3.Put("commands", "bad.json", "[]"u8.ToArray());
        var payload = $$"""
            {"Records":[{"messageId":"m-1","eventSource":"aws:sqs","body":{{Quoted("bad.json")}}},
            {"messageId":"m-2","eventSource":"aws:sqs","body":{{Quoted("good.json")}}}]}
            """;

        var result = await InvokeAsync(payload);

        Assert.Null(result.Error);
        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"m-1"}]}""",
            Encoding.UTF8.GetString(result.Payload.Span)
        );
        Assert.NotNull(S3.Find("archive", "all.zip"));
    }

    [Fact]
    public async Task Failed_bundle_fails_the_invocation()
    {
        S3.Put("archive", "2026-03-09.zip", [1, 2, 3]);

        var result = await InvokeAsync(Schedule);

        Assert.Equal("BundleFailed", result.Error!.Type);
        Assert.Equal("failed", Text(_summaries.Single(), "outcome"));
    }

    [Theory]
    [InlineData("BUNDLE_SOURCE", "logs/", "BUNDLE_SOURCE is 'logs/': a place in S3 is needed")]
    [InlineData("BUNDLE_DESTINATION", "s3://archive/", "BUNDLE_DESTINATION is 's3://archive/': a key is needed")]
    [InlineData(
        "BUNDLE_DESTINATION",
        "",
        "BUNDLE_DESTINATION is not set: BUNDLE_SOURCE and BUNDLE_DESTINATION are needed together"
    )]
    [InlineData("BUNDLE_DAYS_AGO", "-1", "BUNDLE_DAYS_AGO is '-1': a whole number from 0 to 3660 is allowed")]
    public async Task Wrong_setting_is_named(string name, string value, string expected)
    {
        var exception = await Assert.ThrowsAsync<SettingsException>(() => InvokeAsync(Schedule, (name, value)));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private async Task<InvocationResult> InvokeAsync(string payload, params (string Name, string Value)[] settings)
    {
        var reader = new SettingsReader(name => Array.Find(settings, pair => pair.Name == name).Value ?? Default(name));
        var read = BundleSettings.Read(reader);
        reader.ThrowIfFaulty();
        using var logger = new LoggerConfiguration().WriteTo.Sink(new SummarySink(_summaries)).CreateLogger();
        using var function = new BundleFunction(read, logger, TimeProvider.System);
        return await function.InvokeAsync(new Invocation("request-1", null, Encoding.UTF8.GetBytes(payload)));
    }

    private string? Default(string name) =>
        name switch
        {
            "AWS_ENDPOINT_URL_S3" => S3.Endpoint.ToString(),
            "BUNDLE_SOURCE" => "s3://logs/AWSLogs/{yyyy}/{MM}/{dd}/",
            "BUNDLE_DESTINATION" => "s3://archive/{yyyy}-{MM}-{dd}.zip",
            _ => null,
        };

    private static byte[] Request(string prefix, string key) =>
        Encoding.UTF8.GetBytes(
            $$$"""{"id":"r-17","source":{"name":"logs","prefix":"{{{prefix}}}"},"destination":{"name":"archive","key":"{{{key}}}"}}"""
        );

    private static string Quoted(string key) => JsonSerializer.Serialize(S3Event.ObjectsCreated("commands", key));

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private sealed class SummarySink(List<JsonElement> summaries) : ILogEventSink
    {
        public void Emit(LogEvent logEvent)
        {
            if (logEvent.Properties.TryGetValue(RunLog.SummaryProperty, out var value))
            {
                using var json = JsonDocument.Parse((string)((ScalarValue)value).Value!);
                summaries.Add(json.RootElement.Clone());
            }
        }
    }
}
