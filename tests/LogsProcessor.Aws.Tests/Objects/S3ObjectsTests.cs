using LogsProcessor.Aws.Events;
using LogsProcessor.Core;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Objects;

public sealed class S3ObjectsTests : S3ObjectsFixture
{
    [Fact]
    public async Task Object_is_opened_with_identity_length_and_content()
    {
        var content = Bytes(300_000);
        S3.Put(Bucket, "a/x.log", content, etag: "00112233445566778899aabbccddeeff-3");

        var opened = await OpenAsync("a/x.log");

        Assert.Equal(new ObjectIdentity(Bucket, "a/x.log", "00112233445566778899aabbccddeeff-3"), opened.Identity);
        Assert.Equal(content.Length, opened.Length);
        Assert.Equal(content, await ReadAsync(opened));
        Assert.Equal("bytes=0-", Assert.Single(S3.Requests).Header("Range"));
    }

    [Fact]
    public async Task Empty_object_is_an_empty_stream()
    {
        S3.Put(Bucket, "empty.log", []);

        var opened = await OpenAsync("empty.log");

        Assert.Equal(0, opened.Length);
        Assert.Empty(await ReadAsync(opened));
    }

    [Theory]
    [InlineData("été/日志/📜.log")]
    [InlineData("a b+c%2F#?&=.log")]
    [InlineData("a//b/./c/../d.log")]
    [InlineData("/begins/with/a/slash.log")]
    public async Task Key_reaches_s3_as_it_is(string key)
    {
        S3.Put(Bucket, key, [1, 2, 3]);

        var opened = await OpenAsync(key);

        Assert.Equal([1, 2, 3], await ReadAsync(opened));
        Assert.Equal(key, opened.Identity.Key);
    }

    [Fact]
    public async Task Content_encoding_is_left_alone()
    {
        S3.Put(
            Bucket,
            "x.gz",
            [0x1F, 0x8B, 8, 0],
            headers: new Dictionary<string, string> { ["Content-Encoding"] = "gzip" }
        );

        Assert.Equal([0x1F, 0x8B, 8, 0], await ReadAsync(await OpenAsync("x.gz")));
    }

    [Fact]
    public async Task Version_is_honoured()
    {
        var first = S3.Put(Bucket, "x.log", [1]);
        S3.Put(Bucket, "x.log", [2]);

        var opened = await OpenAsync("x.log", first.VersionId);

        Assert.Equal(first.ETag, opened.Identity.ETag);
        Assert.Equal([1], await ReadAsync(opened));
    }

    [Fact]
    public async Task Newer_content_than_the_event_says_is_shipped_under_its_own_etag()
    {
        var item = S3.Put(Bucket, "x.log", [1, 2]);
        var reference = new ObjectReference(Bucket, "x.log", ETag: "0123456789abcdef0123456789abcdef", Size: 7);

        var opened = await Objects.Get(reference).OpenAsync(CancellationToken.None);

        Assert.Equal((item.ETag, 2L), (opened.Identity.ETag, opened.Length));
        Assert.Equal([1, 2], await ReadAsync(opened));
    }

    [Fact]
    public async Task Busy_s3_is_asked_again()
    {
        S3.Put(Bucket, "x.log", [1]);
        S3.Fail(FakeS3Fault.SlowDown with { Times = 2 });

        Assert.Equal([1], await ReadAsync(await OpenAsync("x.log")));
        Assert.Equal(3, S3.Requests.Count);
    }

    [Fact]
    public async Task List_gives_every_page_and_the_prefix_alone()
    {
        S3.PageSize = 3;
        var keys = Enumerable.Range(0, 8).Select(number => $"logs/{number} +&<é>.log").ToList();
        keys.ForEach(key => S3.Put(Bucket, key, [1, 2]));
        S3.Put(Bucket, "other/x.log", [1]);

        var listed = await ListAsync("logs/");

        Assert.Equal(keys, listed.Select(reference => reference.Key));
        Assert.All(listed, reference => Assert.Equal((Bucket, 2L), (reference.Bucket, reference.Size)));
        Assert.All(listed, reference => Assert.Equal(S3.Find(Bucket, reference.Key)!.ETag, reference.ETag));
        Assert.Equal(3, S3.Requests.Count);
    }

    [Fact]
    public async Task Listed_keys_are_as_they_are_also_those_that_no_xml_holds()
    {
        string[] keys = ["\u0001\n\t\u007f", "a b+c%20d%2Fe", "/é/\U0001F600//"];
        Array.ForEach(keys, key => S3.Put(Bucket, key, [1]));

        Assert.Equal(keys.Order(), (await ListAsync("")).Select(reference => reference.Key).Order());
    }

    [Fact]
    public async Task List_of_nothing_is_empty()
    {
        S3.CreateBucket(Bucket);

        Assert.Empty(await ListAsync("logs/"));
    }

    [Fact]
    public async Task Caller_that_cancels_is_told_so()
    {
        S3.Put(Bucket, "x.log", [1]);
        using var cancel = new CancellationTokenSource();
        S3.Fail(new FakeS3Fault { Before = cancel.CancelAsync });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await Objects.Get(new ObjectReference(Bucket, "x.log")).OpenAsync(cancel.Token)
        );
    }

    private async Task<List<ObjectReference>> ListAsync(string prefix)
    {
        var listed = new List<ObjectReference>();
        await foreach (var reference in Objects.ListAsync(Bucket, prefix))
        {
            listed.Add(reference);
        }

        return listed;
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
