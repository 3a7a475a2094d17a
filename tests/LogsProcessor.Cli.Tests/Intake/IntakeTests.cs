using LogsProcessor.Testing;

namespace LogsProcessor.Cli.Tests.Intake;

public sealed class IntakeTests
{
    private const string Key = "quarantine/in/partner-a/2026/03/04/01KJVK/0123/x.csv";

    static IntakeTests()
    {
        // The client's own search finds these first, and asks nobody else.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
    }

    [Fact]
    public async Task Faults_of_settings_are_told_by_their_options()
    {
        var run = await RunAsync("--endpoint-url", "ftp://x", "--prefix", "in", "--most-mb", "0");

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Equal(
            "logsprocessor: --endpoint-url is 'ftp://x': an http or https address is allowed, as in http://127.0.0.1:9000; "
                + "--bucket is not set: a bucket's name is needed; "
                + "--prefix is 'in': letters, digits, - _ . / are allowed, and a slash at the end, as in in/; "
                + "--most-mb is '0': a whole number from 1 to 50000000 is allowed\n",
            run.Error
        );
    }

    [Theory]
    [InlineData("--listen", "http", "--listen is 'http': a whole number from 0 to 65535 is allowed")]
    [InlineData("--address", "here", "--address is 'here': an IP address of this machine is allowed")]
    [InlineData("--keys", "/nowhere/keys.txt", "--keys is '/nowhere/keys.txt': that is not a file")]
    public async Task Option_that_cannot_be_used_is_named(string option, string value, string fault)
    {
        var run = await RunAsync("--bucket", "uploads", "--endpoint-url", "http://127.0.0.1:1", option, value);

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.StartsWith($"logsprocessor: {fault}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_file_with_a_fault_is_refused()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("keys"), "partner-a short\n");

        var run = await RunAsync(
            "--bucket",
            "b",
            "--endpoint-url",
            "http://127.0.0.1:1",
            "--keys",
            folder.File("keys")
        );

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("line 1 is not a name", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_that_is_taken_is_told()
    {
        await using var other = await FakeS3.StartAsync();
        var port = $"{other.Endpoint.Port}";

        var run = await RunAsync("--bucket", "b", "--endpoint-url", "http://127.0.0.1:1", "--listen", port);

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains($"127.0.0.1:{port}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redrive_moves_back_and_tells_of_each_file()
    {
        await using var s3 = await FakeS3.StartAsync();
        s3.Put("uploads", Key, [1, 2]);
        s3.Put("uploads", Key + ".error.json", [3]);
        s3.Put("uploads", "quarantine/by-hand.csv", [4]);

        var run = await RunAsync("redrive", "--bucket", "uploads", "--endpoint-url", s3.Endpoint.AbsoluteUri);

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(["in/partner-a/2026/03/04/01KJVK/x.csv", "quarantine/by-hand.csv"], s3.Keys("uploads"));
        Assert.Equal(
            [
                """{"quarantined":"s3://uploads/quarantine/by-hand.csv","handedIn":null,"outcome":"failed","fault":"its key is not one that a move makes"}""",
                $$"""{"quarantined":"s3://uploads/{{Key}}","handedIn":"s3://uploads/in/partner-a/2026/03/04/01KJVK/x.csv","outcome":"completed","fault":null}""",
            ],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.Contains("handed in anew: 1; still in quarantine: 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redrive_goes_on_to_its_end_though_nobody_reads_what_it_tells()
    {
        await using var s3 = await FakeS3.StartAsync();
        s3.Put("uploads", Key, [1, 2]);
        s3.Put("uploads", "quarantine/by-hand.csv", [4]);
        string[] redrive = ["intake", "redrive", "--bucket", "uploads", "--endpoint-url", s3.Endpoint.AbsoluteUri];

        var run = await CommandRun.OfClosedAsync(redrive);

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(["in/partner-a/2026/03/04/01KJVK/x.csv", "quarantine/by-hand.csv"], s3.Keys("uploads"));
        Assert.Contains("handed in anew: 1; still in quarantine: 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redrive_takes_only_what_was_handed_in_under_a_prefix()
    {
        await using var s3 = await FakeS3.StartAsync();
        s3.Put("uploads", Key, [1, 2]);

        var run = await RunAsync(
            "redrive",
            "in/other/",
            "--bucket",
            "uploads",
            "--endpoint-url",
            s3.Endpoint.AbsoluteUri
        );

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Output));
        Assert.Equal([Key], s3.Keys("uploads"));
    }

    private static Task<CommandRun> RunAsync(params string[] args) => CommandRun.OfAsync(["intake", .. args]);
}
