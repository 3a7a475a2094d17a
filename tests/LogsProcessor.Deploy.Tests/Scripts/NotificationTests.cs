using System.Text.Json.Nodes;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Scripts;

/// <summary>A stack's notification is added to a bucket's, and nobody else's is touched.</summary>
public sealed class NotificationTests
{
    private const string Queue = "arn:aws:sqs:eu-west-1:111122223333:orders";
    private const string Alias = "arn:aws:lambda:eu-west-1:111122223333:function:orders:live";

    private static readonly string Program = Repository.PathOf("deploy", "lib", "notification.py");

    [Fact]
    public async Task A_bucket_without_notifications_gets_one_for_each_suffix()
    {
        var configuration = JsonNode.Parse(await RunAsync("", Queue, "AWSLogs/", "orders"))!;

        Assert.Equal(["orders.log", "orders.gz"], Ids(configuration, "QueueConfigurations"));
        Assert.Equal([Queue, Queue], Values(configuration, "QueueConfigurations", "QueueArn"));
        Assert.Equal(["QueueConfigurations"], configuration.AsObject().Select(it => it.Key));
    }

    [Fact]
    public async Task What_is_there_needs_no_change_also_where_CloudFormation_named_it_and_S3_spells_it_its_own_way()
    {
        var written = await RunAsync("", Queue, "AWSLogs/", "orders");
        var there = written
            .Replace("orders.", "generated-", StringComparison.Ordinal)
            .Replace("\"prefix\"", "\"Prefix\"", StringComparison.Ordinal);

        Assert.Equal("", await RunAsync(there, Queue, "AWSLogs/", "orders"));
    }

    [Fact]
    public async Task Others_stay_a_topic_a_rule_of_the_event_bus_and_another_stack_on_the_same_bucket()
    {
        var there = JsonNode.Parse(await RunAsync("", $"{Queue}-2", "b/AWSLogs/", "other"))!;
        there["TopicConfigurations"] = new JsonArray(new JsonObject { ["Id"] = "topic" });
        there["EventBridgeConfiguration"] = new JsonObject();

        var configuration = JsonNode.Parse(await RunAsync(there.ToJsonString(), Queue, "a/AWSLogs/", "orders"))!;

        Assert.Equal(["topic"], Ids(configuration, "TopicConfigurations"));
        Assert.NotNull(configuration["EventBridgeConfiguration"]);
        Assert.Equal(["other.log", "other.gz", "orders.log", "orders.gz"], Ids(configuration, "QueueConfigurations"));
    }

    [Fact]
    public async Task Another_trigger_takes_the_place_of_the_stacks_own_notification()
    {
        var there = await RunAsync("", Queue, "AWSLogs/", "orders");

        var configuration = JsonNode.Parse(await RunAsync(there, Alias, "AWSLogs/", "orders"))!;

        Assert.Null(configuration["QueueConfigurations"]);
        Assert.Equal([Alias, Alias], Values(configuration, "LambdaFunctionConfigurations", "LambdaFunctionArn"));
    }

    private static IEnumerable<string> Ids(JsonNode configuration, string kind) => Values(configuration, kind, "Id");

    private static IEnumerable<string> Values(JsonNode configuration, string kind, string name) =>
        configuration[kind]!.AsArray().Select(it => it![name]!.ToString());

    private static async Task<string> RunAsync(params IReadOnlyList<string> arguments)
    {
        var command = new ProcessCommand("python3", [Program, .. arguments]);
        var result = await RunningProcess.RunAsync(command, TimeSpan.FromMinutes(5));
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }
}
