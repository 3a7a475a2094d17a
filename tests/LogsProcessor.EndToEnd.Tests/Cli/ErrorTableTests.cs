using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;
using LogsProcessor.Testing.Receiver;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Cli;

/// <summary>What goes wrong, how the program ends, and what its one clear line must name.</summary>
[Collection(SharedMoto.Name)]
public sealed class ErrorTableTests(MotoFixture moto) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string[], int, string[]> WrongUsage =>
        new()
        {
            { "no such file", ["ship", "no-such.log"], 2, ["no-such.log"] },
            { "no verb of ours", ["sihp"], 2, ["sihp"] },
            { "no option of ours", ["ship", "testdata", "--colour"], 2, ["--colour"] },
            { "no such layout", ["ship", "testdata", "--layout", "xml"], 2, ["--layout", "xml", "ecs, aws, original"] },
            { "no such format", ["parse", "--format", "elb"], 2, ["--format", "elb", "alb_conn"] },
            {
                "too many connections",
                ["ship", "testdata", "--connections", "501"],
                2,
                ["--connections", "501", "1 to 500"]
            },
            {
                "no port in the host",
                ["ship", "testdata", "--logstash", "here"],
                2,
                ["--logstash", "here", "host:port"]
            },
            {
                "several faults, all told",
                ["ship", "testdata", "--layout", "xml", "--connections", "0"],
                2,
                ["--layout", "xml", "--connections", "'0'"]
            },
        };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(WrongUsage))]
    public async Task Wrong_usage_ends_with_2(string what, string[] arguments, int exitCode, string[] named)
    {
        var result = await LogsProcessorCli.RunAsync(arguments);

        AssertOneClearLine(result, exitCode, named);
        Assert.True(result.Output.Length == 0, what);
    }

    [Fact]
    public async Task A_closed_port_ends_with_1_and_names_host_and_port()
    {
        var port = Loopback.FreePort();

        var result = await ShipFileAsync($"127.0.0.1:{port}");

        AssertOneClearLine(result, 1, [$"127.0.0.1:{port}"]);
        Assert.Equal("failed", LogsProcessorCli.SummaryOf(result).Outcome);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_ends_with_1_and_is_named()
    {
        var result = await ShipFileAsync("no-such-host.invalid:5044");

        AssertOneClearLine(result, 1, ["no-such-host.invalid:5044"]);
        Assert.Equal(0, LogsProcessorCli.SummaryOf(result).Sent);
    }

    [Fact]
    public async Task A_missing_key_ends_with_1_and_is_named()
    {
        await moto.Server.CreateBucketAsync("error-table");

        var result = await ShipFromS3Async("s3://error-table/no-such.log", moto.Server.Environment);

        AssertOneClearLine(result, 1, ["error-table", "no-such.log"]);
    }

    [Fact]
    public async Task A_missing_bucket_ends_with_1_and_is_named()
    {
        var result = await ShipFromS3Async("s3://no-such-bucket/some.log", moto.Server.Environment);

        AssertOneClearLine(result, 1, ["no-such-bucket"]);
    }

    [Fact]
    public async Task A_permission_denied_ends_with_1_and_names_the_object()
    {
        await using var strict = await MotoServer.StartAsync();
        await strict.CreateBucketAsync("closed");
        await strict.PutObjectAsync("closed", "access.log", SampleLines.Classic(1));
        var key = await strict.EnforcePermissionsAsync();

        var result = await ShipFromS3Async("s3://closed/access.log", strict.EnvironmentFor(key));

        AssertOneClearLine(result, 1, ["closed/access.log", "denied"]);
    }

    private static void AssertOneClearLine(ProcessResult result, int exitCode, string[] named)
    {
        Assert.True(result.ExitCode == exitCode, result.ToString());
        var clear = result.ErrorLines.Where(line =>
            Array.TrueForAll(named, it => line.Contains(it, StringComparison.OrdinalIgnoreCase))
        );
        Assert.True(clear.Count() == 1, $"one line that names {string.Join(", ", named)}: {result}");
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", result.Error, StringComparison.Ordinal);
    }

    private async Task<ProcessResult> ShipFileAsync(string host)
    {
        var log = _folder.File("access.log");
        await File.WriteAllBytesAsync(log, SampleLines.Classic(3));
        return await LogsProcessorCli.RunAsync("ship", log, "--logstash", host, "--connection-wait-ms", "1000");
    }

    private static async Task<ProcessResult> ShipFromS3Async(
        string source,
        IReadOnlyDictionary<string, string> environment
    )
    {
        await using var receiver = FakeLogstash.Start();
        var result = await LogsProcessorCli.RunAsync(environment, "ship", source, "--logstash", receiver.Endpoint);
        Assert.Empty(receiver.Lines);
        return result;
    }
}
