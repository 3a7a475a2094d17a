using LogsProcessor.Deploy.Tests.Templates;

namespace LogsProcessor.Deploy.Tests.Stacks;

/// <summary>Starts the emulator once for all combinations.</summary>
public sealed class CloudFixture : IAsyncLifetime
{
    internal MotoCloud Cloud { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Cloud = await MotoCloud.StartAsync();
        await Cloud.Server.CreateBucketAsync("packages");
        await Cloud.Server.PutObjectAsync("packages", "package.zip", EmptyZip);
    }

    public async Task DisposeAsync() => await Cloud.DisposeAsync();

    internal static byte[] EmptyZip { get; } = [0x50, 0x4B, 0x05, 0x06, .. new byte[18]];
}

/// <summary>The stack is created, updated and deleted, for each combination of the main parameters.</summary>
public sealed class StackTests(CloudFixture fixture) : IClassFixture<CloudFixture>
{
    /// <summary>Types that the emulator skips; the contract tests look at them.</summary>
    private static readonly HashSet<string> Skipped =
    [
        "AWS::S3::BucketPolicy",
        "AWS::SQS::QueuePolicy",
        "AWS::Lambda::Alias",
        "AWS::Lambda::Version",
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Lambda::Permission",
        "AWS::CloudWatch::Alarm",
        "AWS::Logs::QueryDefinition",
    ];

    public static TheoryData<string> Combinations => new(Combination.All.Select(it => it.Name));

    [Theory]
    [MemberData(nameof(Combinations))]
    public Task A_stack_is_created_updated_and_deleted_for_each_combination_of_the_main_parameters(
        string combination
    ) => A_stack_is_created_updated_and_deleted(combination, Combination.Of(combination).Parameters, "");

    [Theory]
    [InlineData("to-direct", "", "Trigger=Direct")]
    [InlineData("to-queue", "Trigger=Direct;Architecture=arm64", "Trigger=Queue")]
    [InlineData(
        "watched",
        "PermissionsBoundary=arn:aws:iam::123456789012:policy/p;NoRunMinutes=60",
        "AlarmTopic=arn:aws:sns:us-east-1:123456789012:topic"
    )]
    [InlineData(
        "checkpoint-move",
        "CheckpointBucket=places;OnDone=move;ArchiveBucket=archive;OnFail=quarantine",
        "OnDone=tag"
    )]
    [InlineData(
        "region-account",
        "ElbAccountRegion=us-east-1;LogsPrefix=api/;ReservedConcurrency=10",
        "TimeoutSeconds=900"
    )]
    public async Task A_stack_is_created_updated_and_deleted(string name, string created, string updated)
    {
        var stack = $"stack-{name}";
        var first = Template.Merge([("LogsBucketName", $"logs-{name}"), .. Parse(created)]);
        var second = new Dictionary<string, string>(first)
        {
            ["LogstashHosts"] = "other.example.net:5044",
            ["DeploymentId"] = "second",
        };
        foreach (var (parameter, value) in Parse(updated))
        {
            second[parameter] = value;
        }

        await fixture.Cloud.DeployAsync("CreateStack", stack, first);
        await AssertDeployedAsync(stack, "CREATE_COMPLETE", first);
        await fixture.Cloud.DeployAsync("UpdateStack", stack, second);
        await AssertDeployedAsync(stack, "UPDATE_COMPLETE", second);
        await fixture.Cloud.DeleteStackAsync(stack);

        Assert.DoesNotContain(stack, await fixture.Cloud.StacksAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => fixture.Cloud.SettingsAsync(stack));
    }

    private async Task AssertDeployedAsync(string stack, string status, Dictionary<string, string> parameters)
    {
        var expected = new StackModel(Template.Json, parameters);
        var resources = await fixture.Cloud.ResourcesAsync(stack);
        var settings = await fixture.Cloud.SettingsAsync(stack);

        Assert.Equal(status, (await fixture.Cloud.StacksAsync())[stack]);
        Assert.Subset(
            resources.Keys.ToHashSet(),
            expected
                .Resources.Where(it => !Skipped.Contains(it.Value["Type"]!.ToString()))
                .Select(it => it.Key)
                .ToHashSet()
        );
        Assert.Equal(parameters["LogstashHosts"], settings["LOGSTASH_HOSTS"]);
        Assert.Equal(parameters.GetValueOrDefault("OnDone", "keep"), settings["ON_DONE"]);
    }

    private static IEnumerable<(string, string)> Parse(string parameters) =>
        parameters
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(it => it.Split('='))
            .Select(it => (it[0], it[1]));
}
