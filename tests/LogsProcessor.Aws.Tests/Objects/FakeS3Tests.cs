using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Objects;

/// <summary>The fake understands AWS's own client: what is tested against it would work elsewhere too.</summary>
public sealed class FakeS3Tests : S3ObjectsFixture
{
    [Fact]
    public async Task Put_stores_the_content_however_it_is_sent()
    {
        using var client = NewClient();
        S3.CreateBucket(Bucket);

        var answer = await client.PutObjectAsync(Content("a b.json", """{"line":17}"""));

        Assert.Equal("""{"line":17}"""u8.ToArray(), S3.Find(Bucket, "a b.json")!.Content);
        Assert.Equal($"\"{S3.Find(Bucket, "a b.json")!.ETag}\"", answer.ETag);
    }

    [Fact]
    public async Task Put_into_no_bucket_is_refused()
    {
        using var client = NewClient();

        var exception = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.PutObjectAsync(Content("x", "1")));

        Assert.Equal("NoSuchBucket", exception.ErrorCode);
    }

    [Fact]
    public async Task Put_that_must_not_replace_is_refused_where_there_is_one()
    {
        using var client = NewClient();
        S3.Put(Bucket, "x", [1]);
        var request = Content("x", "2");
        request.IfNoneMatch = "*";

        var exception = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.PutObjectAsync(request));

        Assert.Equal(("PreconditionFailed", 412), (exception.ErrorCode, (int)exception.StatusCode));
        Assert.Equal([1], S3.Find(Bucket, "x")!.Content);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Copy_happens_if_the_source_is_still_the_same(bool isSame)
    {
        using var client = NewClient();
        var source = S3.Put(Bucket, "a+b/é.log", [1, 2]);
        var request = new CopyObjectRequest
        {
            SourceBucket = Bucket,
            SourceKey = "a+b/é.log",
            DestinationBucket = Bucket,
            DestinationKey = "copy.log",
            ETagToMatch = isSame ? $"\"{source.ETag}\"" : "\"other\"",
        };

        var exception = await Record.ExceptionAsync(() => client.CopyObjectAsync(request));

        Assert.Equal(isSame, exception is null);
        Assert.Equal(isSame ? [1, 2] : null, S3.Find(Bucket, "copy.log")?.Content);
    }

    [Fact]
    public async Task Get_with_another_etag_is_refused()
    {
        using var client = NewClient();
        S3.Put(Bucket, "x", [1]);
        var request = new GetObjectRequest
        {
            BucketName = Bucket,
            Key = "x",
            EtagToMatch = "\"other\"",
        };

        var exception = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.GetObjectAsync(request));

        Assert.Equal(412, (int)exception.StatusCode);
    }

    [Fact]
    public async Task Head_gives_length_and_metadata_and_delete_removes()
    {
        using var client = NewClient();
        S3.Put(Bucket, "x", [1, 2, 3], headers: new Dictionary<string, string> { ["x-amz-meta-place"] = "17" });

        var head = await client.GetObjectMetadataAsync(Bucket, "x");
        await client.DeleteObjectAsync(Bucket, "x");

        Assert.Equal((3L, "17"), (head.ContentLength, head.Metadata["place"]));
        Assert.Null(S3.Find(Bucket, "x"));
    }

    [Fact]
    public async Task Object_that_changes_between_requests_is_seen_changed()
    {
        S3.Put(Bucket, "x", [1]);
        S3.Fail(
            new FakeS3Fault
            {
                Times = 1,
                Before = () =>
                {
                    S3.Put(Bucket, "x", [2]);
                    return Task.CompletedTask;
                },
            }
        );

        Assert.Equal([2], await ReadAsync(await OpenAsync("x")));
    }

    private AmazonS3Client NewClient() =>
        new(
            new BasicAWSCredentials("example", "example"),
            S3Client.Configure(new S3Options { Endpoint = S3.Endpoint, ForcePathStyle = true })
        );

    private static PutObjectRequest Content(string key, string body) =>
        new()
        {
            BucketName = Bucket,
            Key = key,
            ContentBody = body,
        };
}
