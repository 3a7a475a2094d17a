using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Tests.Objects;
using LogsProcessor.Aws.Writing;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Writing;

public sealed class MultipartWriteStreamTests : S3ObjectsFixture
{
    private const string Key = "a b/é+.zip";

    private static readonly S3Location Target = new(Bucket, Key);

    /// <summary>Parts of 8 bytes, three of a size; then of 12, 18 and 27.</summary>
    private static readonly WriteOptions Small = new()
    {
        PartBytes = 8,
        PartsOfASize = 3,
        IsNew = true,
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Content_that_fits_a_part_is_put_in_one_piece(int length)
    {
        S3.CreateBucket(Bucket);
        var content = Content(length);

        var written = await WriteAsync(Small, content);

        var request = Assert.Single(S3.Requests);
        var item = S3.Find(Bucket, Key)!;
        Assert.Equal(("PUT", "*"), (request.Method, request.Header("If-None-Match")));
        Assert.Equal(content, item.Content);
        Assert.Equal(new ObjectReference(Bucket, Key, item.ETag, length, item.VersionId), written);
    }

    [Theory]
    [InlineData(9, 2)]
    [InlineData(16, 2)]
    [InlineData(24, 3)]
    [InlineData(25, 4)]
    [InlineData(60, 6)]
    [InlineData(200, 13)]
    public async Task Longer_content_goes_out_in_parts_that_grow(int length, int parts)
    {
        S3.CreateBucket(Bucket);
        var content = Content(length);

        var written = await WriteAsync(Small, content);

        var item = S3.Find(Bucket, Key)!;
        Assert.Equal(content, item.Content);
        Assert.Equal(new ObjectReference(Bucket, Key, item.ETag, length, item.VersionId), written);
        Assert.Equal((parts, 0), (PartsSeen.Count(), S3.OpenUploads));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public async Task Slash_at_the_keys_beginning_is_kept(int length)
    {
        S3.CreateBucket(Bucket);
        var target = Target with { Key = "/x.zip" };

        await using (var stream = Objects.OpenWrite(target, Small))
        {
            await stream.WriteAsync(Content(length));
            await stream.CompleteAsync(CancellationToken.None);
        }

        Assert.Equal(["/x.zip"], S3.Keys(Bucket));
    }

    [Fact]
    public async Task Content_type_is_told_either_way()
    {
        S3.CreateBucket(Bucket);

        await WriteAsync(Small with { ContentType = "application/zip", IsNew = false }, Content(3));
        await WriteAsync(Small with { ContentType = "application/zip", IsNew = false }, Content(30));

        var told = S3.Requests.Where(request => !request.Query.ContainsKey("uploadId"));
        Assert.Equal(["application/zip", "application/zip"], told.Select(request => request.Header("Content-Type")));
    }

    [Fact]
    public async Task Part_that_fails_is_put_again_from_memory()
    {
        S3.CreateBucket(Bucket);
        S3.Fail(FakeS3Fault.InternalError with { Times = 3, When = IsPart(2) });

        await WriteAsync(Small, Content(30));

        Assert.Equal(Content(30), S3.Find(Bucket, Key)!.Content);
        Assert.Equal(4, PartsSeen.Count(request => IsPart(2)(request)));
    }

    [Fact]
    public async Task Part_that_cannot_be_put_fails_the_writing_and_leaves_no_upload()
    {
        S3.CreateBucket(Bucket);
        S3.Fail(FakeS3Fault.InternalError with { When = IsPart(2) });

        var exception = await Assert.ThrowsAsync<ObjectException>(() => WriteAsync(Small, Content(1000)));

        Assert.Equal($"s3://{Bucket}/{Key}: S3 failed (500 InternalError), after 5 attempts", exception.Message);
        Assert.Equal((0, null), (S3.OpenUploads, S3.Find(Bucket, Key)));
    }

    [Fact]
    public async Task Disposing_without_completion_leaves_no_upload()
    {
        S3.CreateBucket(Bucket);

        await using (var stream = Objects.OpenWrite(Target, Small))
        {
            await stream.WriteAsync(Content(100));
        }

        Assert.Equal((0, null), (S3.OpenUploads, S3.Find(Bucket, Key)));
        Assert.Contains(S3.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public async Task Upload_that_cannot_be_aborted_is_named()
    {
        S3.CreateBucket(Bucket);
        S3.Fail(FakeS3Fault.AccessDenied with { When = request => request.Method == "DELETE" });
        var stream = Objects.OpenWrite(Target, Small);
        await stream.WriteAsync(Content(100));

        var fault = await stream.AbandonAsync();
        await stream.DisposeAsync();

        Assert.Equal(
            $"s3://{Bucket}/{Key}: access denied: the permission s3:AbortMultipartUpload is needed; "
                + "its unfinished upload 1 is left: abort it, or have a lifecycle rule do so",
            fault!.Message
        );
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public async Task Object_that_is_there_is_left_as_it_is(int length)
    {
        S3.Put(Bucket, Key, [17]);

        var exception = await Assert.ThrowsAsync<ObjectException>(() => WriteAsync(Small, Content(length)));

        Assert.Equal($"s3://{Bucket}/{Key}: there is an object already; it was left as it is", exception.Message);
        Assert.True(exception.IsThere);
        Assert.Equal([17], S3.Find(Bucket, Key)!.Content);
        Assert.Equal(0, S3.OpenUploads);
    }

    [Fact]
    public async Task Object_that_is_there_may_be_replaced()
    {
        S3.Put(Bucket, Key, [17]);

        await WriteAsync(Small with { IsNew = false }, Content(30));

        Assert.Equal(Content(30), S3.Find(Bucket, Key)!.Content);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public async Task Last_request_whose_answer_was_lost_is_known_to_have_been_done(int length)
    {
        S3.CreateBucket(Bucket);
        S3.Fail(
            new FakeS3Fault
            {
                IsAnswerLost = true,
                Times = 1,
                When = request => request.Header("If-None-Match") is not null,
            }
        );

        var written = await WriteAsync(Small, Content(length));

        Assert.Equal(Content(length), S3.Find(Bucket, Key)!.Content);
        Assert.Equal((S3.Find(Bucket, Key)!.ETag, (long)length), (written.ETag, written.Size));
        Assert.Equal(0, S3.OpenUploads);
    }

    /// <summary>S3 begins its answer before it knows how the completion ends.</summary>
    [Fact]
    public async Task Completion_that_is_answered_with_success_and_an_error_is_asked_for_again()
    {
        S3.CreateBucket(Bucket);
        S3.Fail(
            FakeS3Fault.InternalError with
            {
                Status = 200,
                Times = 1,
                When = request => request.Method == "POST" && request.Query.ContainsKey("uploadId"),
            }
        );

        var written = await WriteAsync(Small, Content(30));

        Assert.Equal(Content(30), S3.Find(Bucket, Key)!.Content);
        Assert.Equal(S3.Find(Bucket, Key)!.ETag, written.ETag);
    }

    [Fact]
    public async Task More_than_all_parts_hold_is_refused()
    {
        S3.CreateBucket(Bucket);

        var exception = await Assert.ThrowsAsync<ObjectException>(() =>
            WriteAsync(Small with { MostParts = 4 }, Content(37))
        );

        Assert.Equal(
            $"s3://{Bucket}/{Key}: 4 parts hold 36 bytes and no more; begin with parts of more than 8 bytes",
            exception.Message
        );
        Assert.Equal(0, S3.OpenUploads);
    }

    [Fact]
    public async Task No_more_parts_are_under_way_than_allowed()
    {
        S3.CreateBucket(Bucket);
        var gate = new TaskCompletionSource();
        S3.Fail(new FakeS3Fault { Before = () => gate.Task, When = request => request.Method == "PUT" });
        await using var stream = Objects.OpenWrite(Target, Small with { PartsInFlight = 2 });

        await stream.WriteAsync(Content(24));
        var next = stream.WriteAsync(Content(9)).AsTask();

        Assert.False(next.IsCompleted);
        gate.SetResult();
        await next;
        await stream.CompleteAsync(CancellationToken.None);
        Assert.Equal(33, S3.Find(Bucket, Key)!.Content.Length);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(1_000, 8)]
    [InlineData(1_001, 12)]
    [InlineData(10_000, 307)]
    public void Parts_begin_with_8_MiB_and_grow_every_thousand(int number, int mebibytes) =>
        Assert.Equal(mebibytes, new WriteOptions().BytesOf(number) / (1024 * 1024));

    private IEnumerable<FakeS3Request> PartsSeen =>
        S3.Requests.Where(request => request.Query.ContainsKey("partNumber"));

    private static Func<FakeS3Request, bool> IsPart(int number) =>
        request => request.Query.GetValueOrDefault("partNumber") == $"{number}";

    private static byte[] Content(int length) => [.. Enumerable.Range(0, length).Select(index => (byte)index)];

    /// <summary>Writes in pieces of 7 bytes, which end nowhere where parts do.</summary>
    private async Task<ObjectReference> WriteAsync(WriteOptions options, byte[] content)
    {
        await using var stream = Objects.OpenWrite(Target, options);
        foreach (var piece in content.Chunk(7))
        {
            await stream.WriteAsync(piece);
        }

        Assert.Equal(content.Length, stream.Position);
        return await stream.CompleteAsync(CancellationToken.None);
    }
}
