using LogsProcessor.Deploy.Tests.Stacks;
using LogsProcessor.Deploy.Tests.Templates;
using LogsProcessor.Testing;

namespace LogsProcessor.Deploy.Tests.Companions;

/// <summary>The stack is created, updated and deleted: with no part, each alone, and all.</summary>
public sealed class CompanionsStackTests(CloudFixture fixture) : IClassFixture<CloudFixture>
{
    /// <summary>Types that the emulator makes; the contract tests look at the others.</summary>
    private static readonly HashSet<string> Made =
    [
        "AWS::S3::Bucket",
        "AWS::SQS::Queue",
        "AWS::Logs::LogGroup",
        "AWS::IAM::Role",
        "AWS::Lambda::Function",
        "AWS::Lambda::EventSourceMapping",
        "AWS::Events::Rule",
    ];

    public static TheoryData<string> Combinations => new(StackCombination.Names);

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task A_stack_is_created_updated_and_deleted(string combination)
    {
        var stack = $"companions-{combination.ToLowerInvariant()}";
        var parts = StackCombination.PartsOf(combination);
        var first = Unique(CompanionsTemplate.Choose(parts, "BundleSchedule=cron(30 1 * * ? *)"), stack);
        var second = new Dictionary<string, string>(first) { ["DeploymentId"] = "second", ["MemoryMb"] = "1024" };

        await DeployAsync("CreateStack", stack, first);
        await AssertDeployedAsync(stack, "CREATE_COMPLETE", first);
        await DeployAsync("UpdateStack", stack, second);
        await AssertDeployedAsync(stack, "UPDATE_COMPLETE", second);
        await fixture.Cloud.DeleteStackAsync(stack);

        Assert.DoesNotContain(stack, await fixture.Cloud.StacksAsync());
    }

    [Fact]
    public async Task The_script_deploys_the_parts_that_are_chosen()
    {
        using var folder = new TemporaryFolder();
        var package = folder.File("package.zip");
        await File.WriteAllBytesAsync(package, CloudFixture.EmptyZip);
        string[] arguments =
        [
            "--template",
            CompanionsTemplate.Path,
            "--parameters",
            Repository.PathOf("deploy", "parameters", "companions.json"),
            "--no-smoke-test",
            "--stack",
            "by-script",
            "--code-bucket",
            "packages",
            "--package",
            package,
            "--variable",
            "Application=orders",
            "--variable",
            "Environment=CI",
            "--parameter",
            "Check=on",
            "--parameter",
            "CheckFilesBucket=files",
            "--parameter",
            "CheckResultBucket=results-by-script",
        ];

        var result = await fixture.Cloud.RunAsync("deploy.sh", arguments);

        Assert.True(result.ExitCode == 0, result.ToString());
        var settings = await fixture.Cloud.SettingsAsync("by-script-check");
        Assert.Equal("results-by-script", settings["CHECK_BUCKET"]);
        Assert.DoesNotContain("BundleFunction", await fixture.Cloud.ResourcesAsync("by-script"));
    }

    private async Task DeployAsync(string action, string stack, Dictionary<string, string> parameters)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("template.json");
        await File.WriteAllTextAsync(file, EmulatorTemplate.Of(CompanionsTemplate.Json, parameters));
        await fixture.Cloud.DeployAsync(action, stack, file, parameters);
    }

    private async Task AssertDeployedAsync(string stack, string status, Dictionary<string, string> parameters)
    {
        var expected = new StackModel(CompanionsTemplate.Json, parameters);
        var resources = await fixture.Cloud.ResourcesAsync(stack);
        var functions = expected.OfType("AWS::Lambda::Function").Select(it => it.Key);

        Assert.Equal(status, (await fixture.Cloud.StacksAsync())[stack]);
        Assert.Equal(
            expected.Resources.Where(it => Made.Contains(it.Value["Type"]!.ToString())).Select(it => it.Key).Order(),
            resources
                .Keys.Where(it => Made.Contains(CompanionsTemplate.Json["Resources"]![it]!["Type"]!.ToString()))
                .Order()
        );
        foreach (var function in functions)
        {
            var settings = await fixture.Cloud.SettingsAsync(resources[function]);
            Assert.Equal(CompanionsTemplate.Variables(expected, function)["FUNCTION"], settings["FUNCTION"]);
        }
    }

    /// <summary>Buckets outlive their stack, so each stack needs its own.</summary>
    private static Dictionary<string, string> Unique(Dictionary<string, string> parameters, string stack) =>
        parameters.ToDictionary(
            it => it.Key,
            it =>
                it.Key.Contains("Bucket", StringComparison.Ordinal) && it.Key != "CodeBucket"
                    ? $"{it.Value}-{stack}"
                    : it.Value
        );
}
