using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Tests.Objects;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Copying;

public sealed class ObjectCopierTests : S3ObjectsFixture
{
    private const string Target = "example-target";

    [Theory]
    [InlineData("plain")]
    [InlineData("/leading")]
    [InlineData("//")]
    [InlineData("a/../b")]
    [InlineData("a+b %?#&é")]
    public async Task Copy_has_the_very_key_that_was_asked_for(string key)
    {
        foreach (var most in (long[])[1000, 2])
        {
            S3.CreateBucket(Target);
            var item = S3.Put(Bucket, key, [1, 2, 3, 4, 5]);

            await CopyAsync(item, key, new CopyOptions { MostAtOnce = most, PartBytes = 2 });

            Assert.Equal([key], S3.Keys(Target));
            Assert.Equal(item.Content, S3.Find(Target, key)!.Content);
            Assert.Equal(item.ETag, (await FindAsync(Bucket, key))!.ETag);
            Assert.All(S3.Requests, request => Assert.Equal(key, request.Key));
            S3.Delete(Target, key);
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(2)]
    public async Task Only_what_was_expected_at_the_target_is_replaced(long most)
    {
        var item = S3.Put(Bucket, "a", [1, 2, 3, 4, 5]);
        var there = S3.Put(Target, "a", [7]);
        var options = new CopyOptions { MostAtOnce = most, PartBytes = 2 };

        var none = await Assert.ThrowsAsync<ObjectException>(() =>
            CopyAsync(item, "a", options with { TargetETag = "" })
        );
        var other = await Assert.ThrowsAsync<ObjectException>(() =>
            CopyAsync(item, "a", options with { TargetETag = item.ETag })
        );
        Assert.Equal(there, S3.Find(Target, "a"));
        await CopyAsync(item, "a", options with { TargetETag = there.ETag });

        Assert.True(none.IsChanged && other.IsChanged);
        Assert.Equal(item.Content, S3.Find(Target, "a")!.Content);
        Assert.Equal(0, S3.OpenUploads);
    }

    [Fact]
    public async Task A_copy_that_is_not_confirmed_is_none()
    {
        S3.CreateBucket(Target);
        var item = S3.Put(Bucket, "a", [1]);
        S3.Fail(FakeS3Fault.Error(200, "InternalError", "We encountered an internal error."));

        var fault = await Assert.ThrowsAsync<ObjectException>(() => CopyAsync(item, "a", new CopyOptions()));

        Assert.StartsWith($"s3://{Bucket}/a: ", fault.Message, StringComparison.Ordinal);
        Assert.Empty(S3.Keys(Target));
    }

    [Theory]
    [InlineData("PUT", 1000)]
    [InlineData("PUT", 2)]
    [InlineData("POST", 2)]
    public async Task A_copy_that_is_not_confirmed_is_asked_for_again(string method, long most)
    {
        S3.CreateBucket(Target);
        var item = S3.Put(Bucket, "a", [1, 2, 3, 4, 5]);
        var unconfirmed = FakeS3Fault.Error(200, "InternalError", "We encountered an internal error.");
        S3.Fail(
            unconfirmed with
            {
                Times = 2,
                When = request => request.Method == method && !request.Query.ContainsKey("uploads"),
            }
        );

        await CopyAsync(item, "a", new CopyOptions { MostAtOnce = most, PartBytes = 2 });

        Assert.Equal(item.Content, S3.Find(Target, "a")!.Content);
        Assert.Equal(0, S3.OpenUploads);
    }

    [Fact]
    public async Task A_completion_whose_answer_was_lost_is_settled_by_what_is_at_the_target()
    {
        S3.CreateBucket(Target);
        var item = S3.Put(Bucket, "a", [1, 2, 3, 4, 5]);
        S3.Fail(
            new FakeS3Fault
            {
                IsAnswerLost = true,
                Times = 1,
                When = request => request.Method == "POST" && request.Query.ContainsKey("uploadId"),
            }
        );

        var fault = await Assert.ThrowsAsync<ObjectException>(() =>
            CopyAsync(
                item,
                "a",
                new CopyOptions
                {
                    MostAtOnce = 2,
                    PartBytes = 2,
                    TargetETag = "",
                }
            )
        );

        Assert.True(fault.IsChanged);
        Assert.Equal($"s3://{Bucket}/a: there is no such upload, or no more", fault.Message);
        Assert.Equal(item.Content, S3.Find(Target, "a")!.Content);
    }

    [Fact]
    public async Task An_upload_that_cannot_be_aborted_is_named_besides_what_has_failed()
    {
        S3.CreateBucket(Target);
        var item = S3.Put(Bucket, "a", [1, 2, 3, 4, 5]);
        S3.Fail(
            FakeS3Fault.Error(412, "PreconditionFailed", "") with
            {
                When = request => request.Header("x-amz-copy-source") is not null,
            }
        );
        S3.Fail(FakeS3Fault.AccessDenied with { When = request => request.Method == "DELETE" });

        var fault = await Assert.ThrowsAsync<ObjectException>(() =>
            CopyAsync(item, "a", new CopyOptions { MostAtOnce = 2, PartBytes = 2 })
        );

        Assert.True(fault.IsChanged);
        Assert.Equal(
            $"s3://{Bucket}/a: the object has changed in the meantime; its unfinished upload 1 to s3://{Target}/a is left: "
                + "abort it, or have a lifecycle rule do so",
            fault.Message
        );
    }

    [Fact]
    public async Task An_object_that_would_have_too_many_parts_has_larger_ones()
    {
        S3.CreateBucket(Target);
        var item = S3.Put(Bucket, "a", [1, 2, 3, 4, 5, 6, 7]);
        var options = new CopyOptions
        {
            MostAtOnce = 2,
            PartBytes = 2,
            MostParts = 3,
        };

        await CopyAsync(item, "a", options);

        Assert.Equal(item.Content, S3.Find(Target, "a")!.Content);
        Assert.Equal(3, S3.Requests.Count(request => request.Query.ContainsKey("partNumber")));
    }

    [Fact]
    public async Task Storage_class_is_the_one_that_was_asked_for()
    {
        S3.CreateBucket(Target);
        var item = S3.Put(Bucket, "a", [1]);

        await CopyAsync(item, "a", new CopyOptions { StorageClass = "GLACIER_IR" });

        Assert.Equal("GLACIER_IR", S3.Requests[^1].Header("x-amz-storage-class"));
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_not_found()
    {
        S3.CreateBucket(Bucket);

        Assert.Null(await FindAsync(Bucket, "nothing"));
    }

    private async Task CopyAsync(FakeS3Object item, string key, CopyOptions options)
    {
        using var pace = new RequestPace(4, TimeProvider.System);
        var source = new ObjectReference(Bucket, key, item.ETag, item.Size);
        var copier = Objects.OpenCopier(pace);
        await copier.CopyAsync(source, new ObjectReference(Target, key), options, CancellationToken.None);
    }

    private async Task<ObjectFacts?> FindAsync(string bucket, string key)
    {
        using var pace = new RequestPace(4, TimeProvider.System);
        return await Objects.OpenCopier(pace).FindAsync(new ObjectReference(bucket, key), CancellationToken.None);
    }
}
