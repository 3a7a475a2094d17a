namespace LogsProcessor.Deploy.Tests.Stacks;

/// <summary>A deployment is looked at before it is made, made again, and taken back.</summary>
public sealed class RollbackTests : StackByScripts
{
    [Fact]
    public async Task A_deployment_is_previewed_repeated_and_rolled_back()
    {
        var preview = await AssertRunsAsync("deploy.sh", [.. DeployArguments, "--preview"]);
        Assert.Contains("LogsBucketPolicy", preview.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Stack,
            (await Cloud.StacksAsync()).Where(it => it.Value == "CREATE_COMPLETE").Select(it => it.Key)
        );

        await DeployAsync();
        var again = await AssertRunsAsync("deploy.sh", [.. DeployArguments, "--no-smoke-test"]);
        Assert.Contains("nothing changes", again.Error, StringComparison.Ordinal);

        var function = (await Cloud.ResourcesAsync(Stack))["Function"];
        await Cloud.LambdaAsync($"{function}/aliases", new { Name = "live", FunctionVersion = "1" });
        await AssertFailsAsync("there is no version before 1", "rollback.sh");
        await PublishAsync(function);
        await AssertRunsAsync("rollback.sh", "--to", "2");
        Assert.Equal("2", await LiveAsync(function));
        await AssertRunsAsync("rollback.sh", "--to", "1", "--weight", "10");
        var shared = await Cloud.AliasAsync(function, "live");
        Assert.Equal("2", shared["FunctionVersion"]!.ToString());
        Assert.Equal(0.1, shared["RoutingConfig"]!["AdditionalVersionWeights"]!["1"]!.GetValue<double>());
        await AssertFailsAsync("version 2 is live already", "rollback.sh", "--to", "2", "--weight", "10");
        await AssertRunsAsync("rollback.sh", "--dry-run");
        Assert.Equal("2", await LiveAsync(function));
        await AssertRunsAsync("rollback.sh");
        Assert.Equal("1", await LiveAsync(function));
        await AssertFailsAsync("there is no version 7; there are: 1 2", "rollback.sh", "--to", "7");
    }

    private async Task PublishAsync(string function)
    {
        var copy = await File.ReadAllBytesAsync(Packages.Deploy);
        await Cloud.Server.PutObjectAsync("packages", "other.zip", copy);
        await Cloud.UpdateCodeAsync(function, "packages", "other.zip");
        var published = await Cloud.LambdaAsync($"{function}/versions", new { Description = "second" });
        Assert.Equal("2", published["Version"]!.ToString());
    }

    private async Task<string> LiveAsync(string function) =>
        (await Cloud.AliasAsync(function, "live"))["FunctionVersion"]!.ToString();
}
