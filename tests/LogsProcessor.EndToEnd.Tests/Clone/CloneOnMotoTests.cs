using System.Text;
using LogsProcessor.EndToEnd.Tests.Cli;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.EndToEnd.Tests.Clone;

/// <summary>The clone against an S3 that is not of this repository.</summary>
[Collection(SharedMoto.Name)]
public sealed class CloneOnMotoTests(MotoFixture moto)
{
    private static readonly string[] Keys =
    [
        "root.log",
        "empty",
        "a//b",
        "folder/",
        "a b+c%20d%2Fe",
        "what?x=1&y=2#fragment",
        "emoji/\U0001F600.log",
        "emoji/\uFB01.log",
        "é/日本語",
        "control\u0001\u007f",
        new string('k', 1024),
    ];

    [Fact]
    public async Task Odd_keys_are_cloned_and_a_second_clone_finds_them()
    {
        await moto.Server.CreateBucketAsync("clone-source");
        await moto.Server.CreateBucketAsync("clone-target");
        foreach (var key in Keys)
        {
            await moto.Server.PutObjectAsync(
                "clone-source",
                key,
                key == "empty" ? default : Encoding.UTF8.GetBytes(key)
            );
        }

        var first = await CloneAsync();
        var second = await CloneAsync();
        var compared = await CloneAsync("--verify-only");

        Assert.Contains(
            "11 objects listed = 11 copied + 0 already there + 0 failed",
            first.Error,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "11 objects listed = 0 copied + 11 already there + 0 failed",
            second.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("11 the same, 0 missing, 0 different", compared.Error, StringComparison.Ordinal);
    }

    private async Task<ProcessResult> CloneAsync(params string[] options)
    {
        var result = await LogsProcessorCli.RunAsync(
            moto.Server.Environment,
            ["clone", "s3://clone-source/", "s3://clone-target/", .. options]
        );
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }
}
