using System.Text.Json;
using System.Text.Json.Nodes;
using LogsProcessor.Deploy.Tests.Packages;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.Deploy.Tests.Stacks;

/// <summary>With <c>Trigger=Direct</c>: the bucket notifies the function itself, and Lambda puts what it gave up into the failure queue.</summary>
public sealed class DirectDeploymentTests(DirectStackFixture stack) : IClassFixture<DirectStackFixture>
{
    private const string Key =
        "AWSLogs/111122223333/elasticloadbalancing/us-east-1/2026/03/04/111122223333_elasticloadbalancing_us-east-1_edge-clb_20260304T0510Z_192.0.2.1_aaaaaaaa.log.gz";

    [Fact]
    public async Task The_bucket_notifies_the_alias_of_logs_once_however_often_it_is_attached()
    {
        await AssertRunsAsync("deploy.sh", "--attach");
        await AssertRunsAsync("deploy.sh", "--attach");

        var configured = (await stack.Cloud.NotificationsAsync(DirectStackFixture.Bucket)).Root!.Elements().ToList();
        Assert.Equal(2, configured.Count);
        Assert.All(
            configured,
            it => Assert.Contains($"function:{DirectStackFixture.Name}:live", it.Value, StringComparison.Ordinal)
        );
        Assert.All(configured, it => Assert.Contains("AWSLogs/", it.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_that_Lambda_gave_up_invokes_the_alias_again_and_is_shipped_once_mended()
    {
        await using var function = await DeployedFunction.StartAsync(
            stack.Cloud,
            DirectStackFixture.Name,
            (await PackageFolder.OfTestedSourceAsync()).Function
        );
        var failures = (await stack.Cloud.ResourcesAsync(DirectStackFixture.Name))["FailureQueue"];
        var notification = S3Event.ObjectsCreated(DirectStackFixture.Bucket, Key);
        var log = SampleLines.Gzip(SampleLines.Classic(500));

        await stack.Cloud.Server.PutObjectAsync(DirectStackFixture.Bucket, Key, log.AsMemory()[..^20]);
        Assert.True((await function.InvokeAsync(notification)).IsError);
        await stack.Cloud.SqsAsync("SendMessage", new { QueueUrl = failures, MessageBody = GivenUp(notification) });
        await stack.Cloud.Server.PutObjectAsync(DirectStackFixture.Bucket, Key, log);

        var (invoked, payload) = Assert.Single(await ReplayAsync("--failed"));

        Assert.Equal($"{DirectStackFixture.Name}:live", invoked);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(notification), JsonNode.Parse(payload)), payload);
        Assert.Equal(0, await stack.Cloud.WaitingAsync(failures));
        var before = stack.Receiver.ConfirmedLines.Count;
        Assert.False((await function.InvokeAsync(payload)).IsError);
        Assert.Equal(500, stack.Receiver.ConfirmedLines.Count - before);
    }

    [Fact]
    public async Task A_prefix_is_replayed_by_an_invocation_for_each_object()
    {
        await stack.Cloud.Server.PutObjectAsync(
            DirectStackFixture.Bucket,
            Key,
            SampleLines.Gzip(SampleLines.Classic(1))
        );
        await stack.Cloud.Server.PutObjectAsync(DirectStackFixture.Bucket, "AWSLogs/other.log", SampleLines.Classic(1));

        var invoked = await ReplayAsync("--prefix", "AWSLogs/");

        Assert.Equal(2, invoked.Count);
        Assert.Contains(invoked, it => it.Payload.Contains(Key, StringComparison.Ordinal));
    }

    /// <summary>What Lambda tells the on-failure destination after its last try.</summary>
    private static string GivenUp(string payload) =>
        JsonSerializer.Serialize(
            new
            {
                version = "1.0",
                requestContext = new { condition = "RetriesExhausted", approximateInvokeCount = 3 },
                requestPayload = JsonNode.Parse(payload),
            }
        );

    /// <summary>Runs the script with the recorder in Lambda's place.</summary>
    /// <returns>What it invoked.</returns>
    private async Task<IReadOnlyList<(string Function, string Payload)>> ReplayAsync(params string[] arguments)
    {
        var before = stack.Lambda.Received.Count;
        stack.Cloud.LambdaEndpoint = stack.Lambda.Endpoint;
        try
        {
            await AssertRunsAsync("replay.sh", arguments);
        }
        finally
        {
            stack.Cloud.LambdaEndpoint = null;
        }

        return [.. stack.Lambda.Received.Skip(before)];
    }

    private async Task AssertRunsAsync(string script, params IEnumerable<string> arguments)
    {
        var result = await stack.Cloud.RunAsync(script, ["--stack", DirectStackFixture.Name, .. arguments]);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
