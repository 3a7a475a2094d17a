using LogsProcessor.Testing;

namespace LogsProcessor.Clone.Tests.Copying;

public sealed class ChangingSourceTests : CloneFixture
{
    private const long Gibibyte = 1024L * 1024 * 1024;

    [Fact]
    public async Task Source_replaced_before_its_copy_is_told_and_not_copied()
    {
        PutAll(["a", "b"]);
        ChangeBefore("PUT", "a", () => S3.Put(Source, "a", [9, 9]));

        var counts = await CloneAsync();

        Assert.Equal(["b"], S3.Keys(Destination));
        Assert.Equal((1, 1, 1), (counts.Copied, counts.Failed, counts.Changed));
        Assert.Equal(["changed a", "missing a"], Problems.Lines);
    }

    [Fact]
    public async Task Source_deleted_before_its_copy_is_told()
    {
        PutAll(["a", "b"]);
        var changed = FakeS3Fault.Error(412, "PreconditionFailed", "");
        S3.Fail(changed with { When = request => request is { Method: "PUT", Key: "a" } });
        S3.Fail(FakeS3Fault.NoSuchKey with { When = request => request is { Method: "HEAD", Bucket: Source } });

        var counts = await CloneAsync();

        Assert.Equal((1, 1), (counts.Copied, counts.Changed));
    }

    [Fact]
    public async Task Source_replaced_between_two_parts_leaves_no_copy_and_no_upload()
    {
        S3.PutLarge(Source, "big", 6 * Gibibyte, "first-6");
        ChangeBefore("PUT", "big", () => S3.PutLarge(Source, "big", 6 * Gibibyte, "second-6"));

        var counts = await CloneAsync();

        Assert.Equal((0, 1, 1), (counts.Copied, counts.Failed, counts.Changed));
        Assert.Empty(S3.Keys(Destination));
        Assert.Equal(0, S3.OpenUploads);
    }

    [Fact]
    public async Task Object_of_more_than_5_gibibytes_is_copied_in_parts_with_its_metadata()
    {
        var headers = new Dictionary<string, string>
        {
            ["x-amz-meta-owner"] = "example",
            ["Content-Type"] = "text/x-log",
            ["Cache-Control"] = "max-age=7",
            ["Expires"] = "Tue, 09 Mar 2027 00:00:00 GMT",
        };
        S3.PutLarge(Source, "big/at the limit", 5 * Gibibyte + 1, "0123-77", headers);

        var counts = await CloneAsync();

        var copy = S3.Find(Destination, "big/at the limit")!;
        Assert.Equal(5 * Gibibyte + 1, copy.Size);
        Assert.Equal(headers.OrderBy(it => it.Key), copy.Headers.OrderBy(it => it.Key));
        Assert.Equal((1, 5 * Gibibyte + 1), (counts.Copied, counts.CopiedBytes));
        Assert.Equal(6, S3.Requests.Count(request => request.Header("x-amz-copy-source-range") is not null));
        Assert.Equal(1, counts.Verified.Unverifiable);
        Assert.Equal(0, S3.OpenUploads);
    }

    [Fact]
    public async Task Large_object_whose_completion_was_answered_to_nobody_is_found_there()
    {
        S3.PutLarge(Source, "big", 6 * Gibibyte, "0123-77");
        S3.Fail(
            new FakeS3Fault
            {
                IsAnswerLost = true,
                Times = 1,
                When = request => request.Method == "POST" && request.Query.ContainsKey("uploadId"),
            }
        );

        var counts = await CloneAsync();

        Assert.Equal((1, 0), (counts.AlreadyThere, counts.Failed));
        Assert.Equal(0, S3.OpenUploads);
        Assert.Equal(["unverifiable big"], Problems.Lines);
    }

    [Fact]
    public async Task Large_object_is_not_copied_again()
    {
        S3.PutLarge(Source, "big", 6 * Gibibyte, "0123-77");

        await CloneAsync();
        var second = await CloneAsync();

        Assert.Equal((0, 1), (second.Copied, second.AlreadyThere));
    }

    private void ChangeBefore(string method, string key, Action change) =>
        S3.Fail(
            new FakeS3Fault
            {
                When = request => request.Method == method && request.Key == key && request.Bucket == Destination,
                Times = 1,
                Before = () =>
                {
                    change();
                    return Task.CompletedTask;
                },
            }
        );
}
