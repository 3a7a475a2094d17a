using System.Text.Json;
using LogsProcessor.Testing;

namespace LogsProcessor.Cli.Tests.Cloning;

public sealed class CloneTests : IAsyncLifetime
{
    private FakeS3 _s3 = null!;

    static CloneTests()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
    }

    public async Task InitializeAsync()
    {
        _s3 = await FakeS3.StartAsync();
        _s3.CreateBucket("target");
        _s3.Put("source", "logs/a_20260304T0505Z_x.log", [1]);
        _s3.Put("source", "logs/b_20260305T0505Z_x.log", [2, 2]);
        _s3.Put("source", "other", [3]);
    }

    public async Task DisposeAsync() => await _s3.DisposeAsync();

    [Fact]
    public async Task A_prefix_is_copied_verified_and_summed_up()
    {
        var run = await RunAsync("clone", "s3://source/logs/", "s3://target/copy/");

        Assert.Equal(0, run.Code);
        Assert.Equal(["copy/a_20260304T0505Z_x.log", "copy/b_20260305T0505Z_x.log"], _s3.Keys("target"));
        Assert.StartsWith(
            "completed: 2 objects listed = 2 copied + 0 already there + 0 failed\n"
                + "verified: 2 the same, 0 missing, 0 different, 0 not verifiable, 0 newer, 0 extra\n",
            run.Error,
            StringComparison.Ordinal
        );
        var summary = Summary(run);
        Assert.Equal("completed", summary.GetProperty("outcome").GetString());
        Assert.Equal(3, summary.GetProperty("bytes").GetProperty("copied").GetInt64());
        Assert.True(summary.GetProperty("objects").GetProperty("balanced").GetBoolean());
    }

    [Fact]
    public async Task Only_objects_of_the_dates_wanted_are_copied()
    {
        var run = await RunAsync("clone", "s3://source/logs/", "s3://target/", "--since", "2026-03-05");

        Assert.Equal(0, run.Code);
        Assert.Equal(["b_20260305T0505Z_x.log"], _s3.Keys("target"));
        Assert.Equal(1, Summary(run).GetProperty("objects").GetProperty("leftOut").GetInt64());
    }

    [Fact]
    public async Task Dry_run_tells_what_is_to_be_copied()
    {
        var run = await RunAsync("clone", "s3://source/", "s3://target/", "--dry-run");

        Assert.Equal(0, run.Code);
        Assert.Empty(_s3.Keys("target"));
        Assert.Contains("0 copied + 0 already there + 3 to be copied + 0 failed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verification_alone_fails_and_reports_each_difference()
    {
        using var folder = new TemporaryFolder();
        _s3.Put("target", "other", [9]);

        var run = await RunAsync(
            "clone",
            "s3://source/",
            "s3://target/",
            "--verify-only",
            "--report",
            folder.File("differences")
        );

        Assert.Equal(1, run.Code);
        Assert.Equal(["other"], _s3.Keys("target"));
        var lines = await File.ReadAllLinesAsync(folder.File("differences"));
        Assert.Equal(3, lines.Length);
        Assert.Contains(
            """{"kind":"different","key":"other","message":"its content in the destination is another one"}""",
            lines
        );
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_fails_with_its_name_and_a_summary()
    {
        var run = await RunAsync("clone", "s3://nothing/", "s3://target/");

        Assert.Equal(1, run.Code);
        Assert.StartsWith(
            "logsprocessor: s3://nothing/: there is no such bucket\n",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.Equal("failed", Summary(run).GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData(
        new[] { "s3://source/a", "s3://source/a/b" },
        "'s3://source/a/b' overlaps with 's3://source/a': places that have no key in common are allowed"
    )]
    [InlineData(
        new[] { "source", "s3://t/" },
        "'source' is no place in S3; write s3://bucket/key or s3://bucket/prefix/"
    )]
    [InlineData(
        new[] { "s3://s/", "s3://t/", "--parallel", "0", "--dry-run", "--verify-only" },
        "--parallel is '0': a whole number from 1 to 512 is allowed; --verify-only is 'on': not together with --dry-run"
    )]
    public async Task What_cannot_be_done_is_a_fault_of_usage(string[] arguments, string fault)
    {
        var run = await RunAsync(["clone", .. arguments]);

        Assert.Equal(2, run.Code);
        Assert.Equal($"logsprocessor: {fault}\n", run.Error);
        Assert.Empty(run.Output);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.OfAsync(
            arguments,
            variables: new Dictionary<string, string>
            {
                ["AWS_ENDPOINT_URL_S3"] = _s3.Endpoint.ToString(),
                ["AWS_REGION"] = "us-east-1",
            }
        );

    private static JsonElement Summary(CommandRun run)
    {
        using var json = JsonDocument.Parse(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        return json.RootElement.Clone();
    }
}
