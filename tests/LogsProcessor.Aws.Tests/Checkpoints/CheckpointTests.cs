using System.Text;
using System.Text.Json;
using LogsProcessor.Aws.Checkpoints;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Tests.Objects;
using LogsProcessor.Core.Summary;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Checkpoints;

public sealed class CheckpointTests : S3ObjectsFixture
{
    private const string Key = "x.log";
    private const string Places = "example-places";

    private static readonly byte[] Content = Encoding.ASCII.GetBytes("line one\nline two\nline three\n");

    private CheckpointStore Store => Objects.OpenCheckpoints(new CheckpointOptions(Places, "checkpoints/"));

    private string StoredKey => Assert.Single(S3.Keys(Places));

    [Fact]
    public async Task Object_without_a_checkpoint_is_opened_at_its_beginning()
    {
        S3.CreateBucket(Places);
        S3.Put(Bucket, Key, Content);

        var opened = await NewObject().OpenAsync(CancellationToken.None);

        Assert.Equal((default(ReadPlace), false), (opened.Start, opened.IsBodyAtStart));
        Assert.Equal(Content, await ReadAsync(opened));
    }

    [Fact]
    public async Task Plain_text_is_opened_at_the_place_itself()
    {
        var item = S3.Put(Bucket, Key, Content);
        await SaveAsync(NewCheckpoint(item.ETag));

        var opened = await NewObject().OpenAsync(CancellationToken.None);

        Assert.Equal(
            (new ReadPlace(9, 1, 0, 0, 0), true, 20L),
            (opened.Start, opened.IsBodyAtStart, opened.Length!.Value)
        );
        Assert.Equal(Content[9..], await ReadAsync(opened));
        Assert.Equal(item.ETag, opened.Identity.ETag);
    }

    [Fact]
    public async Task Compressed_text_is_opened_at_the_beginning_for_its_place_to_be_reached_from_there()
    {
        var item = S3.Put(Bucket, Key, SampleLines.Gzip(Content));
        await SaveAsync(NewCheckpoint(item.ETag) with { Compressed = true });

        var opened = await NewObject().OpenAsync(CancellationToken.None);

        Assert.Equal((new ReadPlace(9, 1, 0, 0, 0), false), (opened.Start, opened.IsBodyAtStart));
        Assert.Equal(item.Content, await ReadAsync(opened));
    }

    [Fact]
    public async Task Place_at_the_end_leaves_nothing_to_read()
    {
        var item = S3.Put(Bucket, Key, Content);
        await SaveAsync(NewCheckpoint(item.ETag) with { Offset = Content.Length });

        var opened = await NewObject().OpenAsync(CancellationToken.None);

        Assert.Equal((0L, item.ETag), (opened.Length!.Value, opened.Identity.ETag));
        Assert.Empty(await ReadAsync(opened));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Place_in_other_content_is_passed_over_and_replaced(bool isCompressed)
    {
        await SaveAsync(NewCheckpoint("other") with { Compressed = isCompressed });
        var item = S3.Put(Bucket, Key, Content);
        var source = NewObject();

        var opened = await source.OpenAsync(CancellationToken.None);
        await source.SaveAsync(Tally(opened.Identity), new RunIdentity(), CancellationToken.None);

        Assert.Equal(default, opened.Start);
        Assert.Equal(Content, await ReadAsync(opened));
        Assert.Equal(item.ETag, (await FindAsync())!.ETag);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData(
        """{"bucket":"other","key":"x.log","etag":"e","compressed":false,"offset":9,"parsed":1,"malformed":0,"skipped":0,"requestId":"","version":""}"""
    )]
    [InlineData(
        """{"bucket":"example-logs","key":"x.log","etag":"e","compressed":false,"offset":-9,"parsed":1,"malformed":0,"skipped":0,"requestId":"","version":""}"""
    )]
    public async Task What_is_no_checkpoint_of_the_object_is_passed_over_and_replaced(string there)
    {
        var item = S3.Put(Bucket, Key, Content);
        await SaveAsync(NewCheckpoint(item.ETag));
        S3.Put(Places, StoredKey, Encoding.UTF8.GetBytes(there));
        var source = NewObject();

        var opened = await source.OpenAsync(CancellationToken.None);
        await source.SaveAsync(Tally(opened.Identity), new RunIdentity(), CancellationToken.None);

        Assert.Equal(default, opened.Start);
        Assert.NotNull(await FindAsync());
    }

    [Fact]
    public async Task Stored_checkpoint_is_json_that_a_person_can_read()
    {
        await SaveAsync(NewCheckpoint("0123"));

        using var json = JsonDocument.Parse(S3.Find(Places, StoredKey)!.Content);
        var root = json.RootElement;
        Assert.StartsWith("checkpoints/", StoredKey, StringComparison.Ordinal);
        Assert.EndsWith(Checkpoint.KeySuffix, StoredKey, StringComparison.Ordinal);
        Assert.Equal((Bucket, Key), (root.GetProperty("bucket").GetString(), root.GetProperty("key").GetString()));
        Assert.Equal((9, 1), (root.GetProperty("offset").GetInt32(), root.GetProperty("line").GetInt32()));
        Assert.Equal("0123", root.GetProperty("etag").GetString());
    }

    [Theory]
    [InlineData(5, 9)]
    [InlineData(18, 18)]
    public async Task Of_two_runs_the_one_that_came_farther_decides(long second, long kept)
    {
        await SaveAsync(NewCheckpoint("0123"));

        await SaveAsync(NewCheckpoint("0123") with { Offset = second });

        Assert.Equal(kept, (await FindAsync())!.Offset);
    }

    [Fact]
    public async Task Write_whose_answer_was_lost_is_taken_for_done()
    {
        S3.CreateBucket(Places);
        var checkpoint = NewCheckpoint("0123");
        S3.Fail(
            FakeS3Fault.InternalError with
            {
                Times = 1,
                Before = () =>
                    Task.FromResult(
                        S3.Put(
                            Places,
                            PlaceKey,
                            JsonSerializer.SerializeToUtf8Bytes(checkpoint, CheckpointJson.Default.Checkpoint)
                        )
                    ),
            }
        );

        await SaveAsync(checkpoint);

        Assert.Equal(9, (await FindAsync())!.Offset);
    }

    [Fact]
    public async Task Finished_object_leaves_no_checkpoint()
    {
        var item = S3.Put(Bucket, Key, Content);
        await SaveAsync(NewCheckpoint(item.ETag));
        var source = NewObject();
        await (await source.OpenAsync(CancellationToken.None)).Body.DisposeAsync();

        await source.ForgetAsync(CancellationToken.None);

        Assert.Empty(S3.Keys(Places));
    }

    [Fact]
    public async Task Object_that_never_had_one_costs_no_further_request()
    {
        S3.CreateBucket(Places);
        S3.Put(Bucket, Key, Content);
        var source = NewObject();
        await (await source.OpenAsync(CancellationToken.None)).Body.DisposeAsync();
        var before = S3.Requests.Count;

        await source.ForgetAsync(CancellationToken.None);

        Assert.Equal((2, 2), (before, S3.Requests.Count));
    }

    [Fact]
    public async Task Bucket_that_is_not_there_fails_the_object_by_name()
    {
        S3.Put(Bucket, Key, Content);

        var exception = await Assert.ThrowsAsync<ObjectException>(async () =>
            await NewObject().OpenAsync(CancellationToken.None)
        );

        Assert.Equal($"s3://example-places/{PlaceKey}: there is no such bucket", exception.Message);
    }

    private static string PlaceKey => "checkpoints/" + Checkpoint.KeyOf(Bucket, Key);

    private static Checkpoint NewCheckpoint(string etag) =>
        new()
        {
            Bucket = Bucket,
            Key = Key,
            ETag = etag,
            Compressed = false,
            Offset = 9,
            Parsed = 1,
            Malformed = 0,
            Skipped = 0,
            RequestId = "request-1",
            Version = "1.0.0",
        };

    private static ObjectTally Tally(Core.ObjectIdentity identity) => new("x") { Identity = identity };

    private CheckpointedObject NewObject() => new(Objects.Get(new ObjectReference(Bucket, Key)), Store);

    private async Task SaveAsync(Checkpoint checkpoint)
    {
        S3.CreateBucket(Places);
        await Store.SaveAsync(checkpoint, null, CancellationToken.None);
    }

    private async Task<Checkpoint?> FindAsync() =>
        (await Store.FindAsync(Bucket, Key, CancellationToken.None))?.Checkpoint;
}
