using LogsProcessor.Deploy.Tests.Packages;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.Deploy.Tests.Stacks;

/// <summary>
/// The whole way, by the project's own scripts: a package is built and deployed; objects that arrive are shipped; one that cannot be
/// ends in the failure queue, and comes back when it is mended.
/// </summary>
public sealed partial class DeploymentTests : IAsyncLifetime
{
    private const string Stack = "orders-logs-ci";
    private const string Bucket = "orders-balancer-logs-ci";
    private const string Folder =
        "AWSLogs/111122223333/elasticloadbalancing/us-east-1/2026/03/04/111122223333_elasticloadbalancing_us-east-1_edge-clb_";

    private readonly FakeLogstash _receiver = FakeLogstash.Start();
    private PackageFolder _packages = null!;
    private MotoCloud _cloud = null!;

    public async Task InitializeAsync()
    {
        _packages = await PackageFolder.OfTestedSourceAsync();
        _cloud = await MotoCloud.StartAsync();
        await _cloud.Server.CreateBucketAsync("packages");
    }

    public async Task DisposeAsync()
    {
        await _cloud.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_deployed_stack_ships_what_arrives_gives_up_what_cannot_be_read_and_replays_it_once_mended()
    {
        await DeployAsync();
        await using var function = await DeployedFunction.StartAsync(_cloud, Stack, _packages.Function);
        await SmokeTestAsync(function);
        var lines = _receiver.ConfirmedLines.Count;

        await PutAsync($"{Folder}20260304T0510Z_192.0.2.1_aaaaaaaa.log", SampleLines.Classic(300));
        await PutAsync($"{Folder}20260304T0515Z_192.0.2.1_bbbbbbbb.log.gz", SampleLines.Gzip(SampleLines.Classic(200)));
        await PutAsync("AWSLogs/111122223333/ELBAccessLogTestFile", "no suffix of a log"u8.ToArray());
        Assert.Equal(2, await function.HandleAllAsync());
        Assert.Equal(500, _receiver.ConfirmedLines.Count - lines);

        var poison = $"{Folder}20260305T0510Z_192.0.2.1_cccccccc.log.gz";
        await PutAsync(poison, SampleLines.Gzip(SampleLines.Classic(5_000)).AsMemory()[..^20]);
        Assert.Equal(3, await function.HandleAllAsync());
        Assert.Equal(1, await WaitingAsync("FailureQueue"));
        await AssertShownAsync("truncated|ends early|gzip|deflate", "logs.sh", "--failures");
        await AssertShownAsync("cccccccc", "replay.sh", "--failed", "--dry-run");
        Assert.Equal(1, await WaitingAsync("FailureQueue"));

        await PutAsync(poison, SampleLines.Gzip(SampleLines.Classic(5_000)));
        await _cloud.SqsAsync("PurgeQueue", new { QueueUrl = (await _cloud.ResourcesAsync(Stack))["Queue"] });
        var before = Documents.EventIds(_receiver.ConfirmedLines).Distinct().Count();
        await AssertRunsAsync("replay.sh", "--failed");
        Assert.Equal(0, await WaitingAsync("FailureQueue"));
        Assert.Equal(1, await function.HandleAllAsync());
        Assert.Equal(5_000, Documents.EventIds(_receiver.ConfirmedLines).Distinct().Count() - before);
        Assert.Equal(0, await WaitingAsync("FailureQueue"));

        await AssertShownAsync(@"completed +300 +300 +0", "logs.sh");
        await ReplayPrefixAsync(function);
    }

    [Fact]
    public async Task A_deployment_is_previewed_repeated_and_rolled_back()
    {
        var preview = await AssertRunsAsync("deploy.sh", [.. DeployArguments, "--preview"]);
        Assert.Contains("LogsBucketPolicy", preview.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Stack,
            (await _cloud.StacksAsync()).Where(it => it.Value == "CREATE_COMPLETE").Select(it => it.Key)
        );

        await DeployAsync();
        var again = await AssertRunsAsync("deploy.sh", [.. DeployArguments, "--no-smoke-test"]);
        Assert.Contains("nothing changes", again.Error, StringComparison.Ordinal);

        var function = (await _cloud.ResourcesAsync(Stack))["Function"];
        await _cloud.LambdaAsync($"{function}/aliases", new { Name = "live", FunctionVersion = "1" });
        await AssertFailsAsync("there is no version before 1", "rollback.sh");
        await PublishAsync(function);
        await AssertRunsAsync("rollback.sh", "--to", "2");
        Assert.Equal("2", await LiveAsync(function));
        await AssertRunsAsync("rollback.sh", "--to", "1", "--weight", "10");
        var shared = await _cloud.AliasAsync(function, "live");
        Assert.Equal("2", shared["FunctionVersion"]!.ToString());
        Assert.Equal(0.1, shared["RoutingConfig"]!["AdditionalVersionWeights"]!["1"]!.GetValue<double>());
        await AssertFailsAsync("version 2 is live already", "rollback.sh", "--to", "2", "--weight", "10");
        await AssertRunsAsync("rollback.sh", "--dry-run");
        Assert.Equal("2", await LiveAsync(function));
        await AssertRunsAsync("rollback.sh");
        Assert.Equal("1", await LiveAsync(function));
        await AssertFailsAsync("there is no version 7; there are: 1 2", "rollback.sh", "--to", "7");
    }

    [Fact]
    public async Task A_bucket_of_ones_own_keeps_the_notifications_that_it_has()
    {
        await _cloud.Server.CreateBucketAsync(Bucket);
        await _cloud.Server.NotifyQueueAsync(Bucket, "somebody-elses");
        await AssertRunsAsync(
            "deploy.sh",
            [.. DeployArguments, "--no-smoke-test", "--parameter", "CreateLogsBucket=no"]
        );

        await AssertRunsAsync("deploy.sh", "--attach");
        await PutAsync($"{Folder}20260304T0510Z_192.0.2.1_aaaaaaaa.log", SampleLines.Classic(3));

        Assert.Equal(2, (await _cloud.Server.ReceiveAsync("somebody-elses", 2)).Count);
        Assert.Equal(1, await ReceivedAsync());
        await AssertFailsAsync("no summary of AWSLogs/", "deploy.sh", "--smoke-test", "--smoke-timeout", "1");
    }

    private IReadOnlyList<string> DeployArguments =>
        [
            "--environment",
            "ci",
            "--code-bucket",
            "packages",
            "--package",
            _packages.Function,
            "--template",
            _cloud.TemplateFile,
            "--variable",
            "LogHost=127.0.0.1",
            "--variable",
            $"LogPort={_receiver.Port}",
            "--variable",
            "Application=orders",
            "--variable",
            "Component=balancer",
            "--variable",
            $"LogsBucket={Bucket}",
            "--variable",
            "Connections.Limit=4",
            "--variable",
            "Connections.WaitMilliseconds=10000",
            "--variable",
            "AlarmTopic=",
        ];

    private Task<ProcessResult> DeployAsync() => AssertRunsAsync("deploy.sh", [.. DeployArguments, "--no-smoke-test"]);

    /// <summary>The function runs whatever comes while the script waits for its summary.</summary>
    private async Task SmokeTestAsync(DeployedFunction function)
    {
        var script = AssertRunsAsync("deploy.sh", "--smoke-test", "--smoke-timeout", "60");
        while (!script.IsCompleted)
        {
            await function.HandleAllAsync();
            await Task.WhenAny(script, Task.Delay(200));
        }

        Assert.Contains("shipped: completed", (await script).Error, StringComparison.Ordinal);
        Assert.Equal(10, _receiver.ConfirmedLines.Count);
    }

    private async Task ReplayPrefixAsync(DeployedFunction function)
    {
        string[] arguments = ["--prefix", "AWSLogs/", "--since", "2026-03-04T05:12", "--until", "2026-03-05"];
        var listed = await AssertRunsAsync("replay.sh", [.. arguments, "--dry-run"]);
        Assert.Contains("bbbbbbbb", Assert.Single(listed.OutputLines), StringComparison.Ordinal);
        Assert.Equal(0, await function.HandleAllAsync());

        var ids = Documents.EventIds(_receiver.ConfirmedLines).Distinct().Count();
        await AssertRunsAsync("replay.sh", arguments);
        Assert.Equal(1, await function.HandleAllAsync());
        Assert.Equal(ids, Documents.EventIds(_receiver.ConfirmedLines).Distinct().Count());
    }

    private Task PutAsync(string key, ReadOnlyMemory<byte> content) =>
        _cloud.Server.PutObjectAsync(Bucket, key, content);
}
