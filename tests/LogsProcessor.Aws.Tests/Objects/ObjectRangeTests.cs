using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Objects;

public sealed class ObjectRangeTests : S3ObjectsFixture
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100).Select(value => (byte)value)];

    [Theory]
    [InlineData(0, 100)]
    [InlineData(10, 20)]
    [InlineData(99, 1)]
    [InlineData(50, 0)]
    public async Task Range_has_the_bytes_asked_for(int from, int length)
    {
        var reference = Put();

        Assert.Equal(Content[from..(from + length)], await ReadAsync(reference, from, length));
    }

    [Fact]
    public async Task Range_that_breaks_off_is_read_on()
    {
        var reference = Put();
        S3.Fail(new FakeS3Fault { CutAfter = 7, Times = 3 });

        Assert.Equal(Content[10..60], await ReadAsync(reference, 10, 50));
    }

    [Fact]
    public async Task Object_that_has_changed_is_told()
    {
        var reference = Put();
        S3.Put(Bucket, "x", Content);
        S3.Put(Bucket, "x", [.. Content, 1]);

        var exception = await Assert.ThrowsAsync<ObjectException>(() => ReadAsync(reference, 10, 50));

        Assert.Equal($"s3://{Bucket}/x: the object has changed in the meantime", exception.Message);
        Assert.True(exception.IsChanged);
    }

    [Fact]
    public async Task Found_object_has_size_and_etag_and_one_that_is_not_there_is_null()
    {
        var reference = Put();

        var found = await Objects.FindAsync(new S3Location(Bucket, "x"), CancellationToken.None);

        Assert.Equal((reference.ETag, 100L), (found!.ETag, found.Size));
        Assert.Null(await Objects.FindAsync(new S3Location(Bucket, "y"), CancellationToken.None));
    }

    [Fact]
    public async Task Object_is_deleted_only_while_it_is_the_same()
    {
        var reference = Put();
        S3.Put(Bucket, "x", [1]);

        Assert.False(await Objects.DeleteAsync(reference, CancellationToken.None));
        Assert.NotNull(S3.Find(Bucket, "x"));
        Assert.True(
            await Objects.DeleteAsync(reference with { ETag = S3.Find(Bucket, "x")!.ETag }, CancellationToken.None)
        );
        Assert.Null(S3.Find(Bucket, "x"));
    }

    private ObjectReference Put() => new(Bucket, "x", S3.Put(Bucket, "x", Content).ETag, Content.Length);

    private async Task<byte[]> ReadAsync(ObjectReference reference, int from, int length)
    {
        await using var stream = await Objects.OpenRangeAsync(reference, from, length, CancellationToken.None);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read);
        return read.ToArray();
    }
}
