using LogsProcessor.Testing;
using LogsProcessor.Testing.Lambda;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.EndToEnd.Tests.Cli;

/// <summary>Bundles against an S3 that nobody here wrote, which takes no part below 5 MiB but the last.</summary>
[Collection(SharedMoto.Name)]
public sealed class BundleTests(MotoFixture moto)
{
    [Fact]
    public async Task An_archive_of_several_parts_is_made_verified_and_its_originals_deleted()
    {
        const string logs = "bundle-logs";
        const string archive = "s3://bundle-archive/day.zip";
        var noise = new byte[9 * 1024 * 1024];
        new Random(17).NextBytes(noise);
        await moto.Server.CreateBucketAsync(logs);
        await moto.Server.CreateBucketAsync("bundle-archive");
        await moto.Server.PutObjectAsync(logs, SampleLines.ClassicKey, SampleLines.Classic(40));
        await moto.Server.PutObjectAsync(logs, "AWSLogs/a+b c é.log.gz", SampleLines.Gzip(SampleLines.Classic(60)));
        await moto.Server.PutObjectAsync(logs, "noise", noise);

        await RunAsync("bundle", $"s3://{logs}/", archive);
        await RunAsync("bundle", $"s3://{logs}/", archive);
        await RunAsync("bundle", "verify", archive);

        await RunAsync("bundle", "delete-originals", archive);
        var listed = await RunAsync("bundle", "list", archive);
        Assert.Equal(3, listed.OutputLines.Count);
    }

    [Fact]
    public async Task A_schedule_has_the_function_make_the_archive_of_the_day_before()
    {
        await moto.Server.CreateBucketAsync("scheduled-logs");
        await moto.Server.CreateBucketAsync("scheduled-archive");
        await moto.Server.PutObjectAsync("scheduled-logs", "2026/03/09/x.log", SampleLines.Classic(40));
        await using var api = await LambdaRuntimeApi.StartAsync();
        var settings = new Dictionary<string, string>(moto.Server.Environment)
        {
            ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
            ["FUNCTION"] = "bundle",
            ["BUNDLE_SOURCE"] = "s3://scheduled-logs/{yyyy}/{MM}/{dd}/",
            ["BUNDLE_DESTINATION"] = "s3://scheduled-archive/{yyyy}-{MM}-{dd}.zip",
        };
        await using var function = RunningProcess.Start(
            ProcessCommand.Program(Repository.Function) with
            {
                Environment = settings,
            }
        );

        var answer = await api.InvokeAsync(
            """{"detail-type":"Scheduled Event","source":"aws.events","time":"2026-03-10T02:00:00Z"}""",
            TimeSpan.FromMinutes(2)
        );

        Assert.Null(answer.ErrorType);
        var listed = await RunAsync("bundle", "list", "s3://scheduled-archive/2026-03-09.zip");
        Assert.Contains("2026/03/09/x.log", Assert.Single(listed.OutputLines), StringComparison.Ordinal);
    }

    private async Task<ProcessResult> RunAsync(params string[] arguments)
    {
        var result = await LogsProcessorCli.RunAsync(moto.Server.Environment, arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }
}
