using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.Deploy.Tests.Stacks;

/// <summary>
/// The whole way: a package is deployed; objects that arrive are shipped; one that cannot be ends in the failure queue, and comes back
/// when it is mended.
/// </summary>
public sealed class DeploymentTests : StackByScripts
{
    [Fact]
    public async Task A_deployed_stack_ships_what_arrives_gives_up_what_cannot_be_read_and_replays_it_once_mended()
    {
        await DeployAsync();
        await using var function = await DeployedFunction.StartAsync(Cloud, Stack, Packages.Function);
        await SmokeTestAsync(function);
        var lines = Receiver.ConfirmedLines.Count;

        await PutAsync($"{Folder}20260304T0510Z_192.0.2.1_aaaaaaaa.log", SampleLines.Classic(300));
        await PutAsync($"{Folder}20260304T0515Z_192.0.2.1_bbbbbbbb.log.gz", SampleLines.Gzip(SampleLines.Classic(200)));
        await PutAsync("AWSLogs/111122223333/ELBAccessLogTestFile", "no suffix of a log"u8.ToArray());
        Assert.Equal(2, await function.HandleAllAsync());
        Assert.Equal(500, Receiver.ConfirmedLines.Count - lines);

        var poison = $"{Folder}20260305T0510Z_192.0.2.1_cccccccc.log.gz";
        await PutAsync(poison, SampleLines.Gzip(SampleLines.Classic(5_000)).AsMemory()[..^20]);
        Assert.Equal(3, await function.HandleAllAsync());
        Assert.Equal(1, await WaitingAsync("FailureQueue"));
        await AssertShownAsync("truncated|ends early|gzip|deflate", "logs.sh", "--failures");
        await AssertShownAsync("cccccccc", "replay.sh", "--failed", "--dry-run");
        Assert.Equal(1, await WaitingAsync("FailureQueue"));

        await PutAsync(poison, SampleLines.Gzip(SampleLines.Classic(5_000)));
        await Cloud.SqsAsync("PurgeQueue", new { QueueUrl = (await Cloud.ResourcesAsync(Stack))["Queue"] });
        var before = Documents.EventIds(Receiver.ConfirmedLines).Distinct().Count();
        await AssertRunsAsync("replay.sh", "--failed");
        Assert.Equal(0, await WaitingAsync("FailureQueue"));
        Assert.Equal(1, await function.HandleAllAsync());
        Assert.Equal(5_000, Documents.EventIds(Receiver.ConfirmedLines).Distinct().Count() - before);
        Assert.Equal(0, await WaitingAsync("FailureQueue"));

        await AssertShownAsync(@"completed +300 +300 +0", "logs.sh");
        await ReplayPrefixAsync(function);
    }

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
        Assert.Equal(10, Receiver.ConfirmedLines.Count);
    }

    private async Task ReplayPrefixAsync(DeployedFunction function)
    {
        string[] arguments = ["--prefix", "AWSLogs/", "--since", "2026-03-04T05:12", "--until", "2026-03-05"];
        var listed = await AssertRunsAsync("replay.sh", [.. arguments, "--dry-run"]);
        Assert.Contains("bbbbbbbb", Assert.Single(listed.OutputLines), StringComparison.Ordinal);
        Assert.Equal(0, await function.HandleAllAsync());

        var ids = Documents.EventIds(Receiver.ConfirmedLines).Distinct().Count();
        await AssertRunsAsync("replay.sh", arguments);
        Assert.Equal(1, await function.HandleAllAsync());
        Assert.Equal(ids, Documents.EventIds(Receiver.ConfirmedLines).Distinct().Count());
    }

    private async Task<int> WaitingAsync(string queue) =>
        await Cloud.WaitingAsync((await Cloud.ResourcesAsync(Stack))[queue]);

    private async Task AssertShownAsync(string pattern, string script, params string[] arguments) =>
        Assert.Matches(pattern, (await AssertRunsAsync(script, arguments)).Output);
}
