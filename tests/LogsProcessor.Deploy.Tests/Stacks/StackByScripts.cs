using LogsProcessor.Deploy.Tests.Packages;
using LogsProcessor.Testing.Processes;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.Deploy.Tests.Stacks;

/// <summary>
/// A stack by the project's own scripts: the package that was built, an emulator and a receiver of its own, and what is asked of them.
/// </summary>
public abstract class StackByScripts : IAsyncLifetime
{
    private protected const string Stack = "orders-logs-ci";
    private protected const string Bucket = "orders-balancer-logs-ci";
    private protected const string Folder =
        "AWSLogs/111122223333/elasticloadbalancing/us-east-1/2026/03/04/111122223333_elasticloadbalancing_us-east-1_edge-clb_";

    private protected FakeLogstash Receiver { get; } = FakeLogstash.Start();

    private protected PackageFolder Packages { get; private set; } = null!;

    private protected MotoCloud Cloud { get; private set; } = null!;

    private protected IReadOnlyList<string> DeployArguments =>
        [
            "--environment",
            "ci",
            "--code-bucket",
            "packages",
            "--package",
            Packages.Function,
            "--template",
            Cloud.TemplateFile,
            "--variable",
            "LogHost=127.0.0.1",
            "--variable",
            $"LogPort={Receiver.Port}",
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

    public async Task InitializeAsync()
    {
        Packages = await PackageFolder.OfTestedSourceAsync();
        Cloud = await MotoCloud.StartAsync();
        await Cloud.Server.CreateBucketAsync("packages");
    }

    public async Task DisposeAsync()
    {
        await Cloud.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private protected Task<ProcessResult> DeployAsync() =>
        AssertRunsAsync("deploy.sh", [.. DeployArguments, "--no-smoke-test"]);

    private protected Task PutAsync(string key, ReadOnlyMemory<byte> content) =>
        Cloud.Server.PutObjectAsync(Bucket, key, content);

    private protected async Task<ProcessResult> AssertRunsAsync(string script, params IEnumerable<string> arguments)
    {
        var result = await Cloud.RunAsync(script, ["--stack", Stack, .. arguments]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }

    private protected async Task AssertFailsAsync(string reason, string script, params string[] arguments)
    {
        var result = await Cloud.RunAsync(script, ["--stack", Stack, .. arguments]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }
}
