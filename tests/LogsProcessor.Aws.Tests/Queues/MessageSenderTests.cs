using System.Text.Json;
using Amazon.Runtime;
using LogsProcessor.Aws.Queues;
using LogsProcessor.Aws.Tests.Objects;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Queues;

public sealed class MessageSenderTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:sqs:eu-west-1:111122223333:logs";

    private FakeSqs _sqs = null!;

    public async Task InitializeAsync() => _sqs = await FakeSqs.StartAsync();

    public async Task DisposeAsync() => await _sqs.DisposeAsync();

    [Fact]
    public async Task Message_is_one_signed_post_of_the_json_protocol()
    {
        await SendAsync("""{"Records":["ü"]}""");

        var request = Assert.Single(_sqs.Requests);
        Assert.Equal("/", request.Path);
        Assert.Equal("AmazonSQS.SendMessage", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.0", request.Headers["Content-Type"]);
        Assert.Equal("token", request.Headers["X-Amz-Security-Token"]);
        Assert.Contains("/eu-west-1/sqs/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        using var body = JsonDocument.Parse(request.Body);
        Assert.Equal($"{_sqs.Endpoint}111122223333/logs", body.RootElement.GetProperty("QueueUrl").GetString());
        Assert.Equal("""{"Records":["ü"]}""", body.RootElement.GetProperty("MessageBody").GetString());
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(503, "{}")]
    [InlineData(429, "{}")]
    [InlineData(400, """{"__type":"com.amazonaws.sqs#RequestThrottled"}""")]
    public async Task Bad_moment_is_passed_over(int status, string answer)
    {
        _sqs.FailNext(status, answer);
        _sqs.FailNext(status, answer);

        await SendAsync("x");

        Assert.Equal(3, _sqs.Requests.Count);
    }

    [Fact]
    public async Task Refusal_is_final_and_names_the_permission()
    {
        _sqs.FailNext(403, """{"__type":"AccessDenied"}""");

        var exception = await Assert.ThrowsAsync<QueueException>(() => SendAsync("x"));

        Assert.Equal(
            $"{_sqs.Endpoint}111122223333/logs: access denied: the permission sqs:SendMessage is needed "
                + """(403 {"__type":"AccessDenied"})""",
            exception.Message
        );
        Assert.Single(_sqs.Requests);
    }

    [Fact]
    public async Task Queue_that_stays_busy_is_given_up_after_five_attempts()
    {
        Enumerable.Range(0, 10).ToList().ForEach(_ => _sqs.FailNext(500, "down\nfor long"));

        var exception = await Assert.ThrowsAsync<QueueException>(() => SendAsync("x"));

        Assert.EndsWith(
            "SQS did not take the message (500 down for long)",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(5, _sqs.Requests.Count);
    }

    [Fact]
    public async Task Endpoint_where_nobody_listens_is_said()
    {
        using var sender = new MessageSender(
            new QueueOptions { Endpoint = new Uri($"http://127.0.0.1:{Loopback.FreePort()}") },
            new QuickClock(),
            () => new BasicAWSCredentials("AKIDEXAMPLE", "secret")
        );

        var exception = await Assert.ThrowsAsync<QueueException>(() =>
            sender.SendAsync(Arn, "x", CancellationToken.None)
        );

        Assert.EndsWith("SQS cannot be reached: Connection refused", exception.Message, StringComparison.Ordinal);
    }

    private async Task SendAsync(string body)
    {
        using var sender = new MessageSender(
            new QueueOptions { Endpoint = _sqs.Endpoint },
            new QuickClock(),
            () => new SessionAWSCredentials("AKIDEXAMPLE", "secret", "token")
        );
        await sender.SendAsync(Arn, body, CancellationToken.None);
    }
}
