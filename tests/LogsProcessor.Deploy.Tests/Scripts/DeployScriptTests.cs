using System.IO.Compression;
using System.Text.Json;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Scripts;

/// <summary>What deploy.sh makes of its parameters, before it asks AWS anything.</summary>
public sealed class DeployScriptTests
{
    internal static readonly string[] Variables =
    [
        "--variable",
        "LogHost=logstash.example.net",
        "--variable",
        "LogPort=5044",
        "--variable",
        "Application=orders",
        "--variable",
        "Component=balancer",
        "--variable",
        "LogsBucket=orders-logs",
        "--variable",
        "Connections.Limit=8",
        "--variable",
        "Connections.WaitMilliseconds=10000",
        "--variable",
        "AlarmTopic=",
    ];

    [Fact]
    public async Task Every_variable_that_is_missing_and_every_name_that_is_wrong_is_told_at_once()
    {
        var result = await DeployAsync(
            "--variable",
            "LogHost=h",
            "--variable",
            "LogHots=h",
            "--parameter",
            "Layuot=aws"
        );

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "needs --variable for: AlarmTopic, Application, Component, Connections.Limit, Connections.WaitMilliseconds, LogPort, LogsBucket",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("the template has no parameter named: Layuot", result.Error, StringComparison.Ordinal);
        Assert.Contains("uses no variable named: LogHots", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_dry_run_the_deployment_asks_AWS_nothing_and_prints_what_it_would_run()
    {
        var result = await DeployAsync([.. Variables, "--dry-run"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("", result.Output);
        Assert.Contains("would run: aws s3 cp", result.Error, StringComparison.Ordinal);
        Assert.Contains(
            "would run: aws cloudformation create-change-set --stack-name orders-logs",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("would run: aws cloudformation execute-change-set", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_template_takes_its_own_file_of_parameters()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("own.json");
        var names = new[] { "CodeBucket", "CodeKey", "ReleaseVersion", "DeploymentId", "Own" };
        await File.WriteAllTextAsync(
            file,
            JsonSerializer.Serialize(
                names.Select(it => new { ParameterKey = it, ParameterValue = it == "Own" ? "#{Own}" : "" })
            )
        );
        string[] arguments =
        [
            "--parameters",
            file,
            "--template",
            Repository.PathOf("cloudformation.yaml"),
            "--dry-run",
        ];

        var refused = await DeployAsync(arguments);
        var accepted = await DeployAsync([.. arguments, "--variable", "Own=value"]);

        Assert.Contains($"{file} needs --variable for: Own", refused.Error, StringComparison.Ordinal);
        Assert.True(accepted.ExitCode == 0, accepted.ToString());
    }

    [Theory]
    [InlineData(0xB7, "x86_64", "package.zip is for arm64, and Architecture is x86_64")]
    [InlineData(0x3E, "arm64", "package.zip is for x86_64, and Architecture is arm64")]
    [InlineData(0xB7, "arm64", null)]
    [InlineData(null, "arm64", null)]
    public async Task Package_for_another_architecture_is_refused(int? machine, string architecture, string? fault)
    {
        using var folder = new TemporaryFolder();
        var package = folder.File("package.zip");
        await using (var archive = await ZipFile.OpenAsync(package, ZipArchiveMode.Create))
        {
            await using var program = await archive
                .CreateEntry(machine is null ? "bootstrap.dll" : "bootstrap")
                .OpenAsync();
            await program.WriteAsync(new byte[18]);
            await program.WriteAsync(new byte[] { (byte)(machine ?? 0), 0 });
        }

        var result = await DeployAsync([
            .. Variables,
            "--dry-run",
            "--package",
            package,
            "--parameter",
            $"Architecture={architecture}",
        ]);

        Assert.Equal(fault is null ? 0 : 1, result.ExitCode);
        Assert.Contains(fault ?? "would run: aws s3 cp", result.Error, StringComparison.Ordinal);
    }

    private static async Task<ProcessResult> DeployAsync(params IEnumerable<string> arguments)
    {
        using var folder = new TemporaryFolder();
        var package = folder.File("package.zip");
        await File.WriteAllTextAsync(package, "any bytes");
        return await OfflineScript.RunAsync(
            "deploy.sh",
            [
                "--environment",
                "ci",
                "--stack",
                "orders-logs",
                "--code-bucket",
                "packages",
                "--package",
                package,
                .. arguments,
            ]
        );
    }
}
