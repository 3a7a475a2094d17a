using LogsProcessor.Bundle.Archives;
using LogsProcessor.Bundle.Summary;
using LogsProcessor.Bundle.Tests.Fakes;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Bundle.Tests;

public sealed class OriginalsRemovalTests : BundleFixture
{
    [Fact]
    public async Task Originals_go_and_what_is_new_or_has_changed_stays()
    {
        PutSamples();
        await BundleAsync();
        S3.Put(Logs, "day/a short.log", [1]);
        S3.Put(Logs, "day/new.log", [2]);
        S3.Delete(Logs, "day/c long.log");

        var summary = await RemoveAsync();

        Assert.Equal((false, 4L), (summary.HasFailed, summary.Objects));
        Assert.Equal(2, summary.LeftAlone);
        Assert.Equal(["day/a short.log", "day/new.log"], S3.Keys(Logs));
    }

    [Fact]
    public async Task Damaged_archive_deletes_nothing()
    {
        PutSamples();
        await BundleAsync();
        var damaged = (byte[])Archive!.Clone();
        damaged[^1000] ^= 1;
        S3.Put(Archives, ArchiveKey, damaged);

        var summary = await RemoveAsync();

        Assert.True(summary.HasFailed);
        Assert.Equal((0L, 6), (summary.Objects, S3.Keys(Logs).Count));
        Assert.DoesNotContain(S3.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public async Task Archive_that_is_verified_and_emptied_of_originals_may_be_bundled_again()
    {
        PutSamples();
        await BundleAsync();
        await RemoveAsync();

        var summary = await BundleAsync();

        Assert.Equal((false, true), (summary.HasFailed, summary.WasThere));
    }

    private async Task<BundleSummary> RemoveAsync()
    {
        var summary = new BundleSummary(new RunIdentity(), TimeProvider.System) { Job = "delete-originals" };
        await new OriginalsRemoval(Objects, summary).RunAsync(await OpenAsync(), CancellationToken.None);
        return summary;
    }
}
