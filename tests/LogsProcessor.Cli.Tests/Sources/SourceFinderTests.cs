using LogsProcessor.Aws.Objects;
using LogsProcessor.Cli.Sources;
using LogsProcessor.Core;
using LogsProcessor.Testing;
using NSubstitute;

namespace LogsProcessor.Cli.Tests.Sources;

public sealed class SourceFinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IObjectStore _store = Substitute.For<IObjectStore>();

    public SourceFinderTests()
    {
        foreach (
            var name in new[]
            {
                "b.log",
                "a.log",
                "c.log.gz",
                "notes.txt",
                "ELBAccessLogTestFile",
                "deep/d.log",
                ".hidden.log",
            }
        )
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
            File.WriteAllText(_folder.File(name), "12345");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folder_gives_its_logs_and_those_below_in_ordinal_order_and_nothing_else()
    {
        Assert.Equal(
            [".hidden.log", "ELBAccessLogTestFile", "a.log", "b.log", "c.log.gz", "deep/d.log"],
            await NamesAsync(_folder.Path)
        );
    }

    [Theory]
    [InlineData("*.log", "a.log b.log")]
    [InlineData("?.log*", "a.log b.log c.log.gz")]
    [InlineData("[b-c].log*", "b.log c.log.gz")]
    [InlineData("[!a].log", "b.log")]
    [InlineData("**/*.log", "a.log b.log deep/d.log")]
    [InlineData("d*/d.log", "deep/d.log")]
    [InlineData("de*", "deep/d.log")]
    [InlineData("*.txt", "notes.txt")]
    public async Task Pattern_gives_what_a_shell_would(string pattern, string expected)
    {
        Assert.Equal(expected.Split(' '), await NamesAsync(_folder.File(pattern)));
    }

    [Fact]
    public async Task Name_with_the_characters_of_a_pattern_is_a_name_where_there_is_such_a_file()
    {
        await File.WriteAllTextAsync(_folder.File("[a].log"), "");

        Assert.Equal(["[a].log"], await NamesAsync(_folder.File("[a].log")));
    }

    [Fact]
    public async Task Same_file_by_several_sources_is_shipped_once()
    {
        Assert.Equal(
            ["a.log", "b.log"],
            await NamesAsync(_folder.File("a.log"), _folder.File("*.log"), _folder.Path + "/./a.log")
        );
    }

    [Fact]
    public async Task Key_is_that_of_the_file_and_its_path_stays_its_identity()
    {
        var finder = new SourceFinder(Stream.Null, "AWSLogs/key.log", _store);

        var found = Assert.Single(await finder.FindAsync([_folder.File("a.log")]).ToListAsync());

        var opened = await found.Object.OpenAsync(default);
        await using var body = opened.Body;
        Assert.Equal("AWSLogs/key.log", found.Object.Key);
        Assert.Equal(_folder.File("a.log"), opened.Identity.Key);
        Assert.Equal("", opened.Identity.Bucket);
        Assert.Equal(5, found.Length);
        Assert.Equal(5, opened.Length);
    }

    [Fact]
    public async Task File_that_has_changed_has_another_version_and_one_that_has_not_the_same()
    {
        var file = new LocalFile(_folder.File("a.log"));
        var first = await VersionAsync(file);
        var second = await VersionAsync(file);
        File.SetLastWriteTimeUtc(_folder.File("a.log"), new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc));

        Assert.Equal(first, second);
        Assert.NotEqual(first, await VersionAsync(file));
    }

    [Fact]
    public async Task Two_runs_over_standard_input_share_no_identity()
    {
        Assert.NotEqual(
            await VersionAsync(new StandardInput(Stream.Null)),
            await VersionAsync(new StandardInput(Stream.Null))
        );
    }

    [Fact]
    public async Task Missing_source_beside_one_that_is_there_fails_when_it_is_opened()
    {
        var found = await FindAsync("nowhere.log", _folder.File("a.log"));

        Assert.Equal([_folder.File("a.log"), "nowhere.log"], found.Select(source => source.Object.Name));
        var fault = await Assert.ThrowsAsync<IOException>(() => found[1].Object.OpenAsync(default).AsTask());
        Assert.Equal("'nowhere.log' is neither a file nor a folder", fault.Message);
    }

    [Fact]
    public async Task Nothing_to_ship_at_all_is_a_usage_fault_that_names_every_source()
    {
        Directory.CreateDirectory(_folder.File("empty"));

        var fault = await Assert.ThrowsAsync<UsageException>(() => FindAsync("x.log", "y*", _folder.File("empty")));

        Assert.Equal(
            $"'x.log' is neither a file nor a folder; no file matches 'y*'; folder '{_folder.File("empty")}' holds no log: "
                + "files named *.log, *.gz, ELB*TestFile are",
            fault.Message
        );
    }

    [Fact]
    public async Task File_that_is_gone_when_it_is_opened_is_told_by_its_name()
    {
        var file = new LocalFile(_folder.File("gone.log"));

        var fault = await Assert.ThrowsAsync<IOException>(() => file.OpenAsync(default).AsTask());

        Assert.Equal($"file '{_folder.File("gone.log")}' is not there any more", fault.Message);
    }

    [Fact]
    public async Task Objects_of_a_prefix_come_from_the_store_and_each_once()
    {
        var item = Substitute.For<ILogObject>();
        item.Name.Returns("s3://logs/AWSLogs/one.log");
        _store
            .FindAsync(new S3Location("logs", "AWSLogs/"), Arg.Any<CancellationToken>())
            .Returns(new[] { new SourceObject(item, 7) }.ToAsyncEnumerable());
        _store
            .FindAsync(new S3Location("logs", "AWSLogs/one.log"), Arg.Any<CancellationToken>())
            .Returns(new[] { new SourceObject(item, 7) }.ToAsyncEnumerable());

        var found = Assert.Single(
            await FindAsync("s3://logs/AWSLogs/", "s3://logs/AWSLogs/one.log", "s3://logs/AWSLogs/")
        );

        Assert.Same(item, found.Object);
    }

    [Fact]
    public async Task List_that_breaks_off_fails_as_an_object_that_cannot_be_opened_behind_those_listed()
    {
        _store.FindAsync(Arg.Any<S3Location>(), Arg.Any<CancellationToken>()).Returns(BrokenList());

        var found = await FindAsync("s3://logs/", _folder.File("a.log"));

        Assert.Equal(["s3://logs/one.log", "s3://logs/", _folder.File("a.log")], found.Select(it => it.Object.Name));
        var fault = await Assert.ThrowsAsync<IOException>(() => found[1].Object.OpenAsync(default).AsTask());
        Assert.Equal("s3://logs/ may not be listed", fault.Message);
    }

    [Fact]
    public async Task Address_that_is_none_is_told_before_anything_is_found()
    {
        await using var found = new SourceFinder(Stream.Null, null, _store)
            .FindAsync([_folder.File("a.log"), "s3://"])
            .GetAsyncEnumerator();

        await Assert.ThrowsAsync<UsageException>(() => found.MoveNextAsync().AsTask());
    }

    private static async IAsyncEnumerable<SourceObject> BrokenList()
    {
        var item = Substitute.For<ILogObject>();
        item.Name.Returns("s3://logs/one.log");
        yield return new SourceObject(item, 7);
        await Task.Yield();
        throw new ObjectException("s3://logs/ may not be listed");
    }

    private async Task<List<SourceObject>> FindAsync(params string[] sources) =>
        await new SourceFinder(Stream.Null, null, _store).FindAsync(sources).ToListAsync();

    private async Task<IEnumerable<string>> NamesAsync(params string[] sources)
    {
        var found = await FindAsync(sources);
        return found.Select(source => Path.GetRelativePath(_folder.Path, source.Object.Name));
    }

    private static async Task<string> VersionAsync(ILogObject source)
    {
        var opened = await source.OpenAsync(default);
        await opened.Body.DisposeAsync();
        return opened.Identity.ETag;
    }
}
