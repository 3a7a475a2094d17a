using System.Text;
using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Tests.Objects;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Archive;

public sealed class ObjectArchiveTests : S3ObjectsFixture
{
    private const string Key = "logs/a b+é.log";
    private const string Target = "example-archive";

    [Fact]
    public async Task Moved_object_is_in_the_archive_and_nowhere_else()
    {
        S3.CreateBucket(Target);
        var item = S3.Put(Bucket, Key, [1, 2, 3]);

        await FinishAsync(Move with { Bucket = Target, Prefix = "done/" }, Shipped(item));

        Assert.Equal(item.Content, S3.Find(Target, "done/" + Key)!.Content);
        Assert.Null(S3.Find(Bucket, Key));
    }

    [Fact]
    public async Task Move_takes_away_the_version_that_was_read_and_leaves_newer_ones()
    {
        var first = S3.Put(Bucket, Key, [1, 2, 3]);
        var second = S3.Put(Bucket, Key, [4]);

        await FinishAsync(Move with { Prefix = "done/" }, Shipped(first) with { VersionId = first.VersionId });

        Assert.Equal(first.Content, S3.Find(Bucket, "done/" + Key)!.Content);
        Assert.Equal(second, S3.Find(Bucket, Key));
    }

    [Fact]
    public async Task Object_that_was_replaced_meanwhile_is_not_moved()
    {
        var first = S3.Put(Bucket, Key, [1, 2, 3]);
        var second = S3.Put(Bucket, Key, [4]);

        var exception = await Assert.ThrowsAsync<ObjectException>(() =>
            FinishAsync(Move with { Prefix = "done/" }, Shipped(first))
        );

        Assert.Equal($"s3://{Bucket}/{Key}: the object has changed in the meantime", exception.Message);
        Assert.Equal(second, S3.Find(Bucket, Key));
        Assert.Null(S3.Find(Bucket, "done/" + Key));
    }

    [Fact]
    public async Task Object_that_is_replaced_after_the_copy_is_not_deleted()
    {
        var first = S3.Put(Bucket, Key, [1, 2, 3]);
        S3.Fail(
            new FakeS3Fault
            {
                When = request => request.Method == "DELETE",
                Before = () => Task.FromResult(S3.Put(Bucket, Key, [4])),
            }
        );

        await Assert.ThrowsAsync<ObjectException>(() => FinishAsync(Move with { Prefix = "done/" }, Shipped(first)));

        Assert.Equal([4], S3.Find(Bucket, Key)!.Content);
    }

    [Fact]
    public async Task Copy_of_another_length_keeps_the_object()
    {
        var item = S3.Put(Bucket, Key, [1, 2, 3]);
        S3.Fail(
            new FakeS3Fault
            {
                When = request => request.Method == "HEAD",
                Before = () => Task.FromResult(S3.Put(Bucket, "done/" + Key, [1])),
            }
        );

        var exception = await Assert.ThrowsAsync<ObjectException>(() =>
            FinishAsync(Move with { Prefix = "done/" }, Shipped(item))
        );

        Assert.EndsWith("has 1 bytes instead of 3; nothing was deleted", exception.Message, StringComparison.Ordinal);
        Assert.Equal(item, S3.Find(Bucket, Key));
    }

    [Fact]
    public async Task Move_to_where_it_is_is_refused()
    {
        var item = S3.Put(Bucket, Key, [1]);

        var exception = await Assert.ThrowsAsync<ObjectException>(() =>
            FinishAsync(Move with { Bucket = Bucket }, Shipped(item))
        );

        Assert.Contains(
            "it would be moved to where it is; set ARCHIVE_PREFIX",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(item, S3.Find(Bucket, Key));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(9, 2)]
    [InlineData(4, 3)]
    public async Task Object_too_large_for_one_request_is_copied_in_parts(int partBytes, int parts)
    {
        S3.CreateBucket(Target);
        var item = S3.Put(Bucket, Key, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

        await NewCopy(item, partBytes).RunAsync(CancellationToken.None);

        Assert.Equal(item.Content, S3.Find(Target, Key)!.Content);
        Assert.Equal(parts, S3.Requests.Count(request => request.Header("x-amz-copy-source-range") is not null));
        Assert.Equal(0, S3.OpenUploads);
    }

    [Fact]
    public async Task Copy_in_parts_of_an_object_that_changes_is_aborted()
    {
        S3.CreateBucket(Target);
        var item = S3.Put(Bucket, Key, [1, 2, 3, 4]);
        S3.Fail(
            new FakeS3Fault
            {
                When = request => request.Query.GetValueOrDefault("partNumber") == "2",
                Before = () => Task.FromResult(S3.Put(Bucket, Key, [9, 9, 9, 9])),
            }
        );

        var exception = await Assert.ThrowsAsync<ObjectException>(() =>
            NewCopy(item, 2).RunAsync(CancellationToken.None)
        );

        Assert.True(exception.IsChanged);
        Assert.Equal((0, null), (S3.OpenUploads, S3.Find(Target, Key)));
    }

    [Fact]
    public async Task Tag_is_added_to_those_that_are_there()
    {
        var item = S3.Put(Bucket, Key, [1]);
        S3.Tag(Bucket, Key, new Dictionary<string, string> { ["owner"] = "edge & co", ["logsprocessor"] = "new" });

        await FinishAsync(new ArchiveOptions { OnDone = OnDone.Tag }, Shipped(item));

        var expected = new Dictionary<string, string> { ["owner"] = "edge & co", ["logsprocessor"] = "shipped" };
        Assert.Equal(expected, S3.TagsOf(Bucket, Key));
    }

    [Fact]
    public async Task Kept_object_costs_no_request()
    {
        await FinishAsync(new ArchiveOptions(), Shipped(S3.Put(Bucket, Key, [1])));

        Assert.Empty(S3.Requests);
    }

    [Theory]
    [InlineData(OnFail.Quarantine, """{"object":"x"}""")]
    [InlineData(OnFail.Keep, null)]
    public async Task Note_is_left_beside_the_object_if_it_is_wanted(OnFail onFail, string? note)
    {
        var item = S3.Put(Bucket, Key, [1]);
        var archive = Objects.OpenArchive(new ArchiveOptions { OnFail = onFail });

        await archive.NoteAsync(Shipped(item), """{"object":"x"}""", CancellationToken.None);

        var written = S3.Find(Bucket, Key + ".error.json")?.Content;
        Assert.Equal(note, written is null ? null : Encoding.UTF8.GetString(written));
        Assert.Equal(item, S3.Find(Bucket, Key));
    }

    private static ArchiveOptions Move { get; } = new() { OnDone = OnDone.Move };

    private static ObjectReference Shipped(FakeS3Object item) => new(Bucket, Key, item.ETag, item.Content.Length);

    private Task FinishAsync(ArchiveOptions options, ObjectReference shipped) =>
        Objects.OpenArchive(options).FinishAsync(shipped, CancellationToken.None);

    private ObjectCopy NewCopy(FakeS3Object item, int partBytes) =>
        new(
            Session,
            Shipped(item),
            new ObjectReference(Target, Key),
            new CopyOptions { MostAtOnce = 3, PartBytes = partBytes }
        );
}
