using System.Text.Json;
using LogsProcessor.Cli.Tests.Shipping;
using LogsProcessor.Testing;

namespace LogsProcessor.Cli.Tests.Bundling;

public sealed class BundleCommandTests
{
    private const string Archive = "s3://archive/day.zip";

    [Fact]
    public async Task Members_are_shipped_with_the_ids_of_the_objects_they_were()
    {
        await using var run = await StartAsync();
        await run.RunAsync("bundle", "s3://logs/", Archive);

        var original = await ShipAsync(run, "s3://logs/");
        var archived = await ShipAsync(run, Archive);

        Assert.Equal(9, original.Distinct().Count());
        Assert.Equal(original.Order(), archived.Order());
    }

    [Fact]
    public async Task Archives_below_a_prefix_are_shipped_and_their_indexes_are_not()
    {
        await using var run = await StartAsync();
        await run.RunAsync("bundle", "s3://logs/", Archive);

        Assert.Equal(9, (await ShipAsync(run, "s3://archive/")).Count);
    }

    [Fact]
    public async Task Archive_in_a_file_is_made_listed_and_shipped()
    {
        await using var run = await StartAsync();
        using var folder = new TemporaryFolder();
        var path = folder.File("day.zip");
        // A run that was killed has left this.
        await File.WriteAllTextAsync(path + ".partial", "PK");

        var made = await run.RunAsync("bundle", "s3://logs/", path);
        var listed = await CommandRun.OfAsync("bundle", "list", path);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (made.Code, listed.Code));
        Assert.False(File.Exists(path + ".partial"));
        Assert.Equal(listed.Output, await File.ReadAllTextAsync(path + ".index.ndjson"));
        Assert.Equal(run.S3.Keys("logs"), S3Run.LinesOf(listed).Select(line => line.GetProperty("key").GetString()));
        Assert.Equal((await ShipAsync(run, "s3://logs/")).Order(), (await ShipAsync(run, path)).Order());
    }

    [Fact]
    public async Task Making_an_archive_ends_with_a_summary()
    {
        await using var run = await StartAsync();

        var made = await run.RunAsync("bundle", "s3://logs/", Archive);
        var again = await run.RunAsync("bundle", "s3://logs/", Archive);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (made.Code, again.Code));
        Assert.Equal("completed", S3Run.LastOf(made).GetProperty("outcome").GetString());
        Assert.Equal(3, S3Run.LastOf(made).GetProperty("objects").GetProperty("done").GetInt32());
        Assert.True(S3Run.LastOf(again).GetProperty("archive").GetProperty("wasThere").GetBoolean());
        Assert.Contains($"{Archive} was there already, with all 3 objects", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Member_comes_out_as_it_went_in()
    {
        await using var run = await StartAsync();
        await run.RunAsync("bundle", "s3://logs/", Archive);
        var key = run.S3.Keys("logs")[0];

        var got = await run.RunAsync("bundle", "get", Archive, key);
        var missing = await run.RunAsync("bundle", "get", Archive, "none");

        Assert.Equal(System.Text.Encoding.UTF8.GetString(run.S3.Find("logs", key)!.Content), got.Output);
        Assert.Equal(ExitCode.Failed, missing.Code);
        Assert.Equal($"logsprocessor: {Archive}: none of its 3 members was 'none'\n", missing.Error);
    }

    [Fact]
    public async Task Originals_are_deleted_after_verification()
    {
        await using var run = await StartAsync();
        await run.RunAsync("bundle", "s3://logs/", Archive);

        var verified = await run.RunAsync("bundle", "verify", Archive);
        var deleted = await run.RunAsync("bundle", "delete-originals", Archive);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (verified.Code, deleted.Code));
        Assert.Equal($"{Archive}: all 3 members are right\n", verified.Error);
        Assert.Empty(run.S3.Keys("logs"));
    }

    [Fact]
    public async Task Damaged_archive_fails_verification()
    {
        await using var run = await StartAsync();
        await run.RunAsync("bundle", "s3://logs/", Archive);
        var damaged = (byte[])run.S3.Find("archive", "day.zip")!.Content.Clone();
        damaged[250] ^= 1;
        run.S3.Put("archive", "day.zip", damaged);

        var verified = await run.RunAsync("bundle", "verify", Archive);

        Assert.Equal(ExitCode.Failed, verified.Code);
        Assert.Equal("failed", S3Run.LastOf(verified).GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("bundle logs s3://archive/x.zip", ExitCode.Usage, "'logs' is no place in S3")]
    [InlineData(
        "bundle s3://logs/ s3://archive/",
        ExitCode.Usage,
        "'s3://archive/' is no archive; write s3://bucket/key.zip"
    )]
    [InlineData(
        "bundle s3://logs/none/ s3://archive/x.zip",
        ExitCode.Failed,
        "no object is at 's3://logs/none/'; no archive was made"
    )]
    [InlineData(
        "bundle s3://logs/ s3://logs/x.zip",
        ExitCode.Failed,
        "the archive would lie among the objects of s3://logs/"
    )]
    [InlineData("bundle list s3://archive/none.zip", ExitCode.Failed, "there is no archive 's3://archive/none.zip'")]
    [InlineData("bundle list no-such.zip", ExitCode.Failed, "there is no archive 'no-such.zip'")]
    [InlineData(
        "bundle s3://logs/ s3://archive/x.zip --parallel 0",
        ExitCode.Usage,
        "--parallel is '0': a whole number from 1 to 500"
    )]
    [InlineData("ship s3://archive/none.zip", ExitCode.Failed, "s3://archive/none.zip")]
    public async Task Fault_is_named_and_told_by_the_exit_code(string line, int code, string expected)
    {
        await using var run = await StartAsync();

        var result = await run.RunAsync([
            .. line.Split(' '),
            .. line.StartsWith("ship", StringComparison.Ordinal) ? new[] { "--out", run.Kept } : [],
        ]);

        Assert.Equal(code, result.Code);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    private static async Task<S3Run> StartAsync()
    {
        var run = await S3Run.StartAsync();
        run.S3.CreateBucket("archive");
        foreach (var day in new[] { 4, 5, 6 })
        {
            run.Put(day);
        }

        return run;
    }

    /// <summary>Ships, and tells the ids of the documents that arrived.</summary>
    private static async Task<IReadOnlyList<string>> ShipAsync(S3Run run, string source)
    {
        File.Delete(run.Kept);
        var shipped = await run.RunAsync("ship", source, "--out", run.Kept);
        Assert.True(shipped.Code == ExitCode.Done, shipped.Error);
        return
        [
            .. (await File.ReadAllLinesAsync(run.Kept)).Select(line =>
            {
                using var json = JsonDocument.Parse(line);
                return json.RootElement.GetProperty("event").GetProperty("id").GetString()!;
            }),
        ];
    }
}
