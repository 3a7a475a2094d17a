using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Clone.Tests.Copying;

public sealed class RacingWorkersTests : CloneFixture
{
    [Fact]
    public async Task Of_two_clones_at_once_each_key_is_copied_by_one()
    {
        PutAll(Enumerable.Range(0, 1500).Select(index => $"p{index % 7}/{index}"));

        var both = await Task.WhenAll(CloneAsync(), CloneAsync());

        AssertCloned();
        Assert.Equal(1500, both.Sum(counts => counts.Copied));
        Assert.Equal(1500, both.Sum(counts => counts.AlreadyThere));
        Assert.Equal(0, both.Sum(counts => counts.Failed));
        Assert.All(both, counts => Assert.Equal(new VerifiedCounts { Same = 1500 }, counts.Verified));
        Assert.All(S3.Keys(Destination), key => Assert.NotNull(S3.Find(Destination, key)));
    }
}
