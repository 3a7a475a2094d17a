using LogsProcessor.Deploy.Tests.Templates;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.Deploy.Tests.Stacks;

/// <summary>A stack with <c>Trigger=Direct</c>, made once for all tests; with the alias that the emulator leaves out.</summary>
public sealed class DirectStackFixture : IAsyncLifetime
{
    internal const string Name = "orders-logs-direct";
    internal const string Bucket = "orders-balancer-logs-direct";

    internal MotoCloud Cloud { get; private set; } = null!;

    internal LambdaInvocations Lambda { get; private set; } = null!;

    internal FakeLogstash Receiver { get; } = FakeLogstash.Start();

    public async Task InitializeAsync()
    {
        Cloud = await MotoCloud.StartAsync();
        Lambda = await LambdaInvocations.StartAsync();
        await Cloud.Server.CreateBucketAsync("packages");
        await Cloud.Server.PutObjectAsync("packages", "package.zip", CloudFixture.EmptyZip);
        await Cloud.DeployAsync(
            "CreateStack",
            Name,
            Template.Merge([
                ("Trigger", "Direct"),
                ("LogsBucketName", Bucket),
                ("LogstashHosts", $"127.0.0.1:{Receiver.Port}"),
            ])
        );
        var function = (await Cloud.ResourcesAsync(Name))["Function"];
        await Cloud.LambdaAsync($"{function}/aliases", new { Name = "live", FunctionVersion = "1" });
    }

    public async Task DisposeAsync()
    {
        await Lambda.DisposeAsync();
        await Cloud.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
