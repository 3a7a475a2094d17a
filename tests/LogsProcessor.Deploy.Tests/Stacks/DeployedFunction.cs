using System.IO.Compression;
using System.Text.Json.Nodes;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Lambda;
using LogsProcessor.Testing.Processes;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.Deploy.Tests.Stacks;

/// <summary>
/// Lambda's part, which the emulator does not play: runs the package that was deployed with the settings that were, hands it events, or
/// the queue's messages, gives back those that failed, and takes its log to CloudWatch.
/// </summary>
internal sealed class DeployedFunction : IAsyncDisposable
{
    private const string Stream = "2026/03/04/[1]1a2b3c4d";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly MotoCloud _cloud;
    private readonly IReadOnlyDictionary<string, string> _resources;
    private readonly TemporaryFolder _folder = new();
    private readonly LambdaRuntimeApi _api;
    private readonly RunningProcess _process;
    private int _told;

    private DeployedFunction(
        MotoCloud cloud,
        IReadOnlyDictionary<string, string> resources,
        IReadOnlyDictionary<string, string> settings,
        string package,
        LambdaRuntimeApi api
    )
    {
        _cloud = cloud;
        _resources = resources;
        _api = api;
        ZipFile.ExtractToDirectory(package, _folder.Path);
        _process = RunningProcess.Start(
            ProcessCommand.Program(_folder.File("bootstrap")) with
            {
                Environment = new Dictionary<string, string>(
                    cloud.Server.Environment.Concat(settings).DistinctBy(it => it.Key)
                )
                {
                    ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
                    ["S3_FORCE_PATH_STYLE"] = "on",
                },
            }
        );
    }

    /// <summary>Starts what the stack says.</summary>
    internal static async Task<DeployedFunction> StartAsync(MotoCloud cloud, string stack, string package)
    {
        var resources = await cloud.ResourcesAsync(stack);
        var settings = await cloud.SettingsAsync(resources["Function"]);
        if (resources.TryGetValue("EventSource", out var source))
        {
            await cloud.DisableAsync(source);
        }

        await cloud.LogsAsync("CreateLogStream", new { logGroupName = resources["LogGroup"], logStreamName = Stream });
        return new DeployedFunction(cloud, resources, settings, package, await LambdaRuntimeApi.StartAsync());
    }

    /// <summary>Handles messages, one a run, until the queue shows none.</summary>
    /// <returns>How many runs there were.</returns>
    internal async Task<int> HandleAllAsync()
    {
        for (var runs = 0; ; runs++)
        {
            var answer = await _cloud.SqsAsync(
                "ReceiveMessage",
                new
                {
                    QueueUrl = _resources["Queue"],
                    MaxNumberOfMessages = 1,
                    WaitTimeSeconds = 1,
                }
            );
            if (answer?["Messages"] is not JsonArray { Count: > 0 } messages)
            {
                return runs;
            }

            await HandleAsync(messages[0]!);
        }
    }

    /// <summary>Hands an event to the function, and its log to CloudWatch.</summary>
    internal async Task<LambdaAnswer> InvokeAsync(string payload)
    {
        var answer = await _api.InvokeAsync(payload, Deadline);
        await TellAsync();
        return answer;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _api.DisposeAsync();
        _folder.Dispose();
    }

    private async Task HandleAsync(JsonNode message)
    {
        var id = message["MessageId"]!.ToString();
        var handle = message["ReceiptHandle"]!.ToString();
        var payload = SqsMessage.ToLambdaEvent([
            new SqsMessage(id, handle, message["Body"]!.ToString(), "arn:aws:sqs:us-east-1:123456789012:queue"),
        ]);

        var answer = await InvokeAsync(payload);

        Assert.False(answer.IsError, answer.Body);
        if (answer.Body.Contains(id, StringComparison.Ordinal))
        {
            // What the visibility timeout would do, without the wait.
            await _cloud.SqsAsync(
                "ChangeMessageVisibility",
                new
                {
                    QueueUrl = _resources["Queue"],
                    ReceiptHandle = handle,
                    VisibilityTimeout = 0,
                }
            );
            return;
        }

        await _cloud.SqsAsync("DeleteMessage", new { QueueUrl = _resources["Queue"], ReceiptHandle = handle });
    }

    /// <summary>Takes what was logged since the last time to CloudWatch, the run's summary included.</summary>
    private async Task TellAsync()
    {
        await _process.WaitUntilAsync(it => NewLines(it).Any(IsSummary), TimeSpan.FromMinutes(3), "summary");
        var lines = NewLines(_process);
        _told += lines.Count;
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await _cloud.LogsAsync(
            "PutLogEvents",
            new
            {
                logGroupName = _resources["LogGroup"],
                logStreamName = Stream,
                logEvents = lines.Select(it => new { timestamp = now, message = it }),
            }
        );
    }

    // The last line may not be whole yet.
    private List<string> NewLines(RunningProcess process) => [.. process.Output.Split('\n')[..^1].Skip(_told)];

    private static bool IsSummary(string line) => line.StartsWith("{\"_aws\"", StringComparison.Ordinal);
}
