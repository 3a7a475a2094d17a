using System.Buffers;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Signing;

namespace LogsProcessor.Aws.Queues;

/// <summary>Puts messages into SQS queues. Thread-safe.</summary>
public sealed class MessageSender : IDisposable
{
    private const string Target = "AmazonSQS.SendMessage";

    private readonly SignedJsonClient _sqs;
    private readonly Uri? _endpoint;

    /// <summary>Nothing is connected, and no credentials are looked for, until the first message is sent.</summary>
    /// <param name="options">How SQS is reached.</param>
    /// <param name="clock">Signs with the time, and times the waits.</param>
    public MessageSender(QueueOptions options, TimeProvider clock)
        : this(options, clock, () => DefaultAWSCredentialsIdentityResolver.GetCredentials()) { }

    internal MessageSender(QueueOptions options, TimeProvider clock, Func<AWSCredentials> findCredentials)
    {
        ArgumentNullException.ThrowIfNull(options);
        var credentials = new LateCredentials(findCredentials, options.CredentialsTimeout, clock);
        _sqs = new SignedJsonClient(JsonService.Sqs, options.Timeout, credentials, clock);
        _endpoint = options.Endpoint;
    }

    /// <inheritdoc cref="SendAsync(string, string, TimeSpan, CancellationToken)"/>
    public Task SendAsync(string? arn, string body, CancellationToken cancel) =>
        SendAsync(arn, body, TimeSpan.Zero, cancel);

    /// <summary>Puts a message into a queue.</summary>
    /// <param name="arn">The queue's ARN, as an SQS event gives it.</param>
    /// <param name="body">The message.</param>
    /// <param name="delay">How long the queue keeps it back, at most 15 minutes.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="QueueException">The queue did not take it.</exception>
    public async Task SendAsync(string? arn, string body, TimeSpan delay, CancellationToken cancel)
    {
        var queue = QueueAddress.Of(arn, _endpoint);
        try
        {
            await _sqs.PostAsync(new(queue.Service, queue.Region, Target), Write(queue.Url, body, delay), cancel);
        }
        catch (JsonServiceException exception)
        {
            throw new QueueException($"{queue.Url}: {Explain(exception)}", exception);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _sqs.Dispose();

    private static byte[] Write(string url, string body, TimeSpan delay)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("QueueUrl", url);
            json.WriteString("MessageBody", body);
            if (delay > TimeSpan.Zero)
            {
                json.WriteNumber("DelaySeconds", (int)delay.TotalSeconds);
            }

            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static string Explain(JsonServiceException fault) =>
        fault switch
        {
            { IsAnswer: false } => fault.Message,
            { IsDenied: true } => $"access denied: the permission sqs:SendMessage is needed ({fault.Message})",
            _ => $"SQS did not take the message ({fault.Message})",
        };
}
