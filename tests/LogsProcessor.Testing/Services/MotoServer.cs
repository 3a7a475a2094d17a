using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Testing.Services;

/// <summary>An access key of the emulator's IAM.</summary>
public sealed record AwsKey(string Id, string Secret);

/// <summary>
/// The moto emulator of AWS, as a process: S3, SQS, CloudWatch Logs and IAM.
/// </summary>
public sealed partial class MotoServer : IAsyncDisposable
{
    private const string Account = "123456789012";
    private const string Region = "us-east-1";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private readonly RunningProcess _process;
    private readonly MotoClient _client;

    private MotoServer(RunningProcess process, int port)
    {
        _process = process;
        Endpoint = $"http://127.0.0.1:{port}";
        _client = new MotoClient(Endpoint, Region);
    }

    /// <summary>Where S3 is to be reached, path-style.</summary>
    public string Endpoint { get; }

    /// <summary>Variables that let a program of ours use it, with a key that may do everything.</summary>
    public IReadOnlyDictionary<string, string> Environment => EnvironmentFor(new AwsKey("test", "test"));

    /// <summary>Starts it and waits until it answers.</summary>
    /// <exception cref="TimeoutException">It does not; the message holds what it wrote.</exception>
    public static async Task<MotoServer> StartAsync()
    {
        var port = Loopback.FreePort();
        var process = RunningProcess.Start(new ProcessCommand("moto_server", "-H", "127.0.0.1", "-p", $"{port}"));
        await process.WaitUntilAsync(it => (it.Output + it.Error).Contains("Running on"), StartTimeout, "address");
        return new MotoServer(process, port);
    }

    /// <summary>Variables that let a program of ours use it with this key.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentFor(AwsKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = key.Id,
            ["AWS_SECRET_ACCESS_KEY"] = key.Secret,
            ["AWS_REGION"] = Region,
            ["AWS_ENDPOINT_URL_S3"] = Endpoint,
            ["AWS_ENDPOINT_URL_SQS"] = Endpoint,
            ["AWS_ENDPOINT_URL_LOGS"] = Endpoint,
            ["S3_FORCE_PATH_STYLE"] = "on",
        };
    }

    /// <summary>Makes a bucket.</summary>
    public Task CreateBucketAsync(string bucket) => _client.SendAsync("s3", HttpMethod.Put, $"/{bucket}");

    /// <summary>Puts an object.</summary>
    public Task PutObjectAsync(string bucket, string key, ReadOnlyMemory<byte> content)
    {
        ArgumentNullException.ThrowIfNull(key);
        var body = new ReadOnlyMemoryContent(content);
        return _client.SendAsync("s3", HttpMethod.Put, PathOf(bucket, key), body, "text/plain");
    }

    /// <summary>Deletes an object.</summary>
    public Task DeleteObjectAsync(string bucket, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _client.SendAsync("s3", HttpMethod.Delete, PathOf(bucket, key));
    }

    /// <summary>Makes a queue, and lets the bucket tell it of every object created; S3 begins with a test event.</summary>
    public async Task NotifyQueueAsync(string bucket, string queue)
    {
        await SqsAsync("CreateQueue", new { QueueName = queue });
        await _client.SendAsync(
            "s3",
            HttpMethod.Put,
            $"/{bucket}?notification",
            new StringContent(
                $"""
                <NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><QueueConfiguration>
                <Id>created</Id><Queue>arn:aws:sqs:{Region}:{Account}:{queue}</Queue><Event>s3:ObjectCreated:*</Event>
                </QueueConfiguration></NotificationConfiguration>
                """
            ),
            "application/xml"
        );
    }

    /// <summary>Puts a message into a queue.</summary>
    public Task SendMessageAsync(string queue, string body) =>
        SqsAsync("SendMessage", new { QueueUrl = UrlOf(queue), MessageBody = body });

    /// <summary>Takes so many messages out of a queue, in the form in which Lambda hands them to a function.</summary>
    /// <exception cref="InvalidOperationException">The queue holds fewer.</exception>
    public async Task<IReadOnlyList<SqsMessage>> ReceiveAsync(string queue, int count)
    {
        var messages = new List<SqsMessage>();
        while (messages.Count < count)
        {
            var answer = await SqsAsync(
                "ReceiveMessage",
                new { QueueUrl = UrlOf(queue), MaxNumberOfMessages = Math.Min(10, count - messages.Count) }
            );
            using var json = JsonDocument.Parse(answer);
            if (!json.RootElement.TryGetProperty("Messages", out var received))
            {
                throw new InvalidOperationException($"{queue} holds {messages.Count} messages, not {count}");
            }

            messages.AddRange(
                received
                    .EnumerateArray()
                    .Select(it => new SqsMessage(
                        it.GetProperty("MessageId").GetString()!,
                        it.GetProperty("ReceiptHandle").GetString()!,
                        it.GetProperty("Body").GetString()!,
                        $"arn:aws:sqs:{Region}:{Account}:{queue}"
                    ))
            );
        }

        return messages;
    }

    /// <summary>Deletes a message, as Lambda's event source mapping does with those that are done.</summary>
    public Task DeleteMessageAsync(string queue, SqsMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SqsAsync("DeleteMessage", new { QueueUrl = UrlOf(queue), message.ReceiptHandle });
    }

    /// <summary>How many messages a queue holds, those handed out and not deleted included.</summary>
    public async Task<int> CountMessagesAsync(string queue)
    {
        var answer = await SqsAsync(
            "GetQueueAttributes",
            new { QueueUrl = UrlOf(queue), AttributeNames = new[] { "All" } }
        );
        using var json = JsonDocument.Parse(answer);
        var attributes = json.RootElement.GetProperty("Attributes");
        return new[] { "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible" }.Sum(name =>
            int.Parse(attributes.GetProperty(name).GetString()!, CultureInfo.InvariantCulture)
        );
    }

    /// <summary>Makes a user who may do nothing, and from now on lets IAM decide who may do what.</summary>
    public async Task<AwsKey> EnforcePermissionsAsync()
    {
        await IamAsync("CreateUser");
        var answer = XDocument.Parse(await IamAsync("CreateAccessKey"));
        var none = new StringContent("0");
        await _client.SendAsync("iam", HttpMethod.Post, "/moto-api/reset-auth", none, "text/plain");
        return new AwsKey(TextOf("AccessKeyId"), TextOf("SecretAccessKey"));

        string TextOf(string element) => answer.Descendants().First(it => it.Name.LocalName == element).Value;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    private static string PathOf(string bucket, string key) =>
        $"/{bucket}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}";

    private string UrlOf(string queue) => $"{Endpoint}/{Account}/{queue}";

    private Task<string> IamAsync(string action) =>
        _client.SendAsync(
            "iam",
            HttpMethod.Post,
            "/",
            new StringContent($"Action={action}&UserName=nobody&Version=2010-05-08"),
            "application/x-www-form-urlencoded"
        );

    private Task<string> SqsAsync(string action, object request) =>
        _client.PostJsonAsync("sqs", "application/x-amz-json-1.0", $"AmazonSQS.{action}", request);
}
