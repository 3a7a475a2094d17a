using System.Text.Json.Nodes;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Stacks;

/// <content>What is asked of the emulator, and of the scripts.</content>
public sealed partial class DeploymentTests
{
    private async Task<int> WaitingAsync(string queue) =>
        await _cloud.WaitingAsync((await _cloud.ResourcesAsync(Stack))[queue]);

    /// <summary>How many of the messages that wait in the queue are about objects; S3 begins with test events.</summary>
    private async Task<int> ReceivedAsync()
    {
        var request = new { QueueUrl = (await _cloud.ResourcesAsync(Stack))["Queue"], MaxNumberOfMessages = 10 };
        var messages = (await _cloud.SqsAsync("ReceiveMessage", request))!["Messages"]!.AsArray();
        return messages.Count(it => JsonNode.Parse(it!["Body"]!.ToString())!["Records"] is not null);
    }

    private async Task PublishAsync(string function)
    {
        var copy = await File.ReadAllBytesAsync(_packages.Deploy);
        await _cloud.Server.PutObjectAsync("packages", "other.zip", copy);
        await _cloud.UpdateCodeAsync(function, "packages", "other.zip");
        var published = await _cloud.LambdaAsync($"{function}/versions", new { Description = "second" });
        Assert.Equal("2", published["Version"]!.ToString());
    }

    private async Task<string> LiveAsync(string function) =>
        (await _cloud.AliasAsync(function, "live"))["FunctionVersion"]!.ToString();

    private async Task AssertShownAsync(string pattern, string script, params string[] arguments) =>
        Assert.Matches(pattern, (await AssertRunsAsync(script, arguments)).Output);

    private async Task<ProcessResult> AssertRunsAsync(string script, params IEnumerable<string> arguments)
    {
        var result = await _cloud.RunAsync(script, ["--stack", Stack, .. arguments]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }

    private async Task AssertFailsAsync(string reason, string script, params string[] arguments)
    {
        var result = await _cloud.RunAsync(script, ["--stack", Stack, .. arguments]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }
}
