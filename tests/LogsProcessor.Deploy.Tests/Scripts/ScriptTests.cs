using System.Text.RegularExpressions;
using LogsProcessor.Testing;

namespace LogsProcessor.Deploy.Tests.Scripts;

/// <summary>What the scripts say of themselves, and of options that are wrong. Nothing is asked of AWS: there is none at that address.</summary>
public sealed partial class ScriptTests
{
    private static readonly string[] Names = ["build.sh", "deploy.sh", "logs.sh", "replay.sh", "rollback.sh"];

    public static TheoryData<string> Scripts => new(Names);

    [Fact]
    public void There_are_no_scripts_but_these() =>
        Assert.Equal(
            Names,
            Directory
                .EnumerateFiles(Repository.PathOf("deploy"), "*.sh")
                .Select(it => Path.GetFileName(it))
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Help_shows_the_usage_with_every_option_that_is_taken(string script)
    {
        var result = await OfflineScript.RunAsync(script, "--help");
        var source = await File.ReadAllLinesAsync(Repository.PathOf("deploy", script));
        var options = source
            .SelectMany(it => CaseOfOption().Match(it).Groups[1].Captures)
            .Select(it => it.Value)
            .ToList();

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith($"Usage: deploy/{script}", result.Output, StringComparison.Ordinal);
        Assert.InRange(options.Count, 2, 20);
        Assert.Contains("--dry-run", options);
        Assert.All(options.Where(it => it != "-h"), it => Assert.Contains(it, result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("build.sh: unknown option '--fast'", "build.sh", "--fast")]
    [InlineData(
        "build.sh: --architecture is 'mips': x86_64, arm64 or any is allowed",
        "build.sh",
        "--architecture",
        "mips"
    )]
    [InlineData("deploy.sh: --stack is missing", "deploy.sh")]
    [InlineData("deploy.sh: --code-bucket is missing", "deploy.sh", "--stack", "s")]
    [InlineData(
        "deploy.sh: --environment is 'moon'",
        "deploy.sh",
        "--stack",
        "s",
        "--code-bucket",
        "b",
        "--environment",
        "moon"
    )]
    [InlineData("deploy.sh: --parameters needs a value", "deploy.sh", "--stack", "s", "--parameters")]
    [InlineData("deploy.sh: --smoke-timeout is 'long'", "deploy.sh", "--stack", "s", "--smoke-timeout", "long")]
    [InlineData("deploy.sh: --stack needs a value", "deploy.sh", "--stack")]
    [InlineData(
        "logs.sh: --since is 'yesterday': 90m, 24h or 7d is allowed",
        "logs.sh",
        "--stack",
        "s",
        "--since",
        "yesterday"
    )]
    [InlineData("logs.sh: --limit is '0'", "logs.sh", "--stack", "s", "--limit", "0")]
    [InlineData("replay.sh: --prefix or --failed is missing", "replay.sh", "--stack", "s")]
    [InlineData("replay.sh: --failed goes without --prefix", "replay.sh", "--stack", "s", "--failed", "--prefix", "p")]
    [InlineData(
        "rollback.sh: --weight is '101': 1 to 100 is allowed",
        "rollback.sh",
        "--stack",
        "s",
        "--weight",
        "101"
    )]
    public async Task A_wrong_option_is_named_with_what_would_be_right(
        string fault,
        string script,
        params string[] arguments
    )
    {
        var result = await OfflineScript.RunAsync(script, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(fault, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    /// <summary>A branch of the scripts' <c>case</c>: one option, or several.</summary>
    [GeneratedRegex(@"^\s+(?:(--[a-z-]+|-h)(?: \| )?)+\)")]
    private static partial Regex CaseOfOption();
}
