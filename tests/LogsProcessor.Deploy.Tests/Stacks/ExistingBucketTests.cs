using System.Text.Json.Nodes;
using LogsProcessor.Testing;

namespace LogsProcessor.Deploy.Tests.Stacks;

/// <summary>A bucket that was there before the stack.</summary>
public sealed class ExistingBucketTests : StackByScripts
{
    [Fact]
    public async Task It_keeps_the_notifications_that_it_has()
    {
        await Cloud.Server.CreateBucketAsync(Bucket);
        await Cloud.Server.NotifyQueueAsync(Bucket, "somebody-elses");
        await AssertRunsAsync(
            "deploy.sh",
            [.. DeployArguments, "--no-smoke-test", "--parameter", "CreateLogsBucket=no"]
        );

        await AssertRunsAsync("deploy.sh", "--attach");
        await PutAsync($"{Folder}20260304T0510Z_192.0.2.1_aaaaaaaa.log", SampleLines.Classic(3));

        Assert.Equal(2, (await Cloud.Server.ReceiveAsync("somebody-elses", 2)).Count);
        Assert.Equal(1, await ReceivedAsync());
        await AssertFailsAsync("no summary of AWSLogs/", "deploy.sh", "--smoke-test", "--smoke-timeout", "1");
    }

    /// <summary>How many of the messages that wait in the queue are about objects; S3 begins with test events.</summary>
    private async Task<int> ReceivedAsync()
    {
        var request = new { QueueUrl = (await Cloud.ResourcesAsync(Stack))["Queue"], MaxNumberOfMessages = 10 };
        var messages = (await Cloud.SqsAsync("ReceiveMessage", request))!["Messages"]!.AsArray();
        return messages.Count(it => JsonNode.Parse(it!["Body"]!.ToString())!["Records"] is not null);
    }
}
