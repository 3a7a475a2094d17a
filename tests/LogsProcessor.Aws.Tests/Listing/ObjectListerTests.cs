using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Listing;
using LogsProcessor.Aws.Tests.Objects;

namespace LogsProcessor.Aws.Tests.Listing;

public sealed class ObjectListerTests : S3ObjectsFixture
{
    [Theory]
    [InlineData("a b+c%20d%2Fe")]
    [InlineData("control\u0001\n\t\u007f")]
    [InlineData("/é/\U0001F600//")]
    [InlineData("program.error.json")]
    public async Task Keys_come_as_they_are_also_those_that_no_xml_holds(string key)
    {
        var item = S3.Put(Bucket, key, [1, 2, 3]);

        var page = await ListAsync("", "");

        var found = Assert.Single(page.Objects);
        Assert.Equal((key, item.ETag, 3L), (found.Key, found.ETag, found.Size));
        Assert.Equal(new DateTimeOffset(2026, 10, 31, 9, 10, 9, TimeSpan.Zero), found.LastModified);
        Assert.True(page.IsLast);
    }

    [Fact]
    public async Task List_begins_behind_any_key_there_or_not_and_keeps_to_the_prefix()
    {
        foreach (var key in (string[])["a/1", "a/2", "a/3\U0001F600", "a/4", "b"])
        {
            S3.Put(Bucket, key, []);
        }

        S3.PageSize = 2;

        var first = await ListAsync("a/", "a/1");
        var second = await ListAsync("a/", "a/3\U0001F600");
        var behind = await ListAsync("a/", "a/9");

        Assert.Equal(["a/2", "a/3\U0001F600"], first.Objects.Select(item => item.Key));
        Assert.False(first.IsLast);
        Assert.Equal(["a/4"], second.Objects.Select(item => item.Key));
        Assert.Empty(behind.Objects);
        Assert.True(behind.IsLast);
    }

    [Fact]
    public async Task A_page_of_nothing_is_not_the_end()
    {
        S3.Put(Bucket, "a", []);
        S3.Put(Bucket, "b", []);
        S3.BeginsListsWithNothing = true;

        var page = await ListAsync("", "a");

        Assert.Equal(["b"], page.Objects.Select(item => item.Key));
        Assert.True(page.IsLast);
    }

    private async Task<KeyPage> ListAsync(string prefix, string after)
    {
        using var pace = new RequestPace(4, TimeProvider.System);
        return await Objects.OpenLister(pace).ListAsync(Bucket, prefix, after, CancellationToken.None);
    }
}
