using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Tests.Objects;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Archive;

public sealed class ObjectMovesTests : S3ObjectsFixture
{
    private const string Key = "in/x.csv";
    private const string Target = "done/x.csv";
    private const string Checksum = "x-amz-checksum-crc64nvme";

    [Theory]
    [InlineData(TargetRule.Replace)]
    [InlineData(TargetRule.Once)]
    [InlineData(TargetRule.Free)]
    public async Task Object_is_moved_to_a_place_that_is_free(TargetRule rule)
    {
        var item = S3.Put(Bucket, Key, [1, 2]);

        await MoveAsync(rule);

        Assert.Equal([Target], S3.Keys(Bucket));
        Assert.Equal(item.Content, S3.Find(Bucket, Target)!.Content);
    }

    [Fact]
    public async Task Copy_that_is_there_is_taken_for_it_where_the_key_names_the_content()
    {
        S3.Put(Bucket, Key, [1, 2]);
        var there = S3.Put(Bucket, Target, [1, 2], etag: "of-parts-2");

        await MoveAsync(TargetRule.Once);

        Assert.Equal([Target], S3.Keys(Bucket));
        Assert.Same(there, S3.Find(Bucket, Target));
    }

    [Theory]
    [InlineData("of-parts-2")]
    [InlineData(null)]
    public async Task Another_object_is_not_replaced_where_the_place_has_to_be_free(string? etag)
    {
        var item = S3.Put(Bucket, Key, [1, 2]);
        var there = S3.Put(Bucket, Target, etag is null ? [3, 4] : [1, 2], etag);

        var exception = await Assert.ThrowsAsync<ObjectException>(() => MoveAsync(TargetRule.Free));

        Assert.True(exception.IsChanged);
        Assert.Same(there, S3.Find(Bucket, Target));
        Assert.Same(item, S3.Find(Bucket, Key));
    }

    [Theory]
    [InlineData("AAAA", true)]
    [InlineData("BBBB", false)]
    public async Task Copy_has_to_have_the_checksum_of_the_source(string checksum, bool isMoved)
    {
        S3.Put(Bucket, Key, [1, 2], headers: new Dictionary<string, string> { [Checksum] = "AAAA" });
        S3.Put(Bucket, Target, [1, 2], headers: new Dictionary<string, string> { [Checksum] = checksum });

        var exception = await Record.ExceptionAsync(() => MoveAsync(TargetRule.Once));

        Assert.Equal(isMoved, exception is null);
        Assert.Equal(isMoved, S3.Find(Bucket, Key) is null);
        Assert.Equal(
            isMoved
                ? null
                : $"s3://{Bucket}/{Key}: its copy s3://{Bucket}/{Target} has checksum CRC64NVME BBBB instead of CRC64NVME AAAA; nothing was deleted",
            exception?.Message
        );
    }

    [Fact]
    public async Task Checksum_of_parts_says_nothing_of_a_copy()
    {
        var headers = new Dictionary<string, string>
        {
            ["x-amz-checksum-sha256"] = "AAAA-2",
            ["x-amz-checksum-type"] = "COMPOSITE",
        };
        S3.Put(Bucket, Key, [1, 2], headers: headers);

        Assert.Null((await Objects.OpenMoves().FindAsync(new ObjectReference(Bucket, Key), default))!.Checksum);
    }

    [Fact]
    public async Task Object_that_is_not_there_is_none() =>
        Assert.Null(await Objects.OpenMoves().FindAsync(new ObjectReference(Bucket, Key, VersionId: "1"), default));

    [Fact]
    public async Task Copy_in_parts_keeps_type_and_metadata()
    {
        var headers = new Dictionary<string, string> { ["x-amz-meta-sha256"] = "abc" };
        var item = S3.Put(Bucket, Key, [1, 2, 3], headers: headers);
        var source = new ObjectReference(Bucket, Key, item.ETag, 3);

        var inParts = new CopyOptions { MostAtOnce = 2, PartBytes = 2 };
        await new ObjectCopy(Session, source, new ObjectReference(Bucket, Target), inParts).RunAsync(default);

        var begun = Assert.Single(S3.Requests, it => it.Query.ContainsKey("uploads"));
        Assert.Equal("application/octet-stream", begun.Header("Content-Type"));
        Assert.Equal("abc", begun.Header("x-amz-meta-sha256"));
    }

    private async Task MoveAsync(TargetRule rule)
    {
        var moves = Objects.OpenMoves();
        var found = await moves.FindAsync(new ObjectReference(Bucket, Key), CancellationToken.None);
        await moves.MoveAsync(found!, new ObjectReference(Bucket, Target), rule, CancellationToken.None);
    }
}
