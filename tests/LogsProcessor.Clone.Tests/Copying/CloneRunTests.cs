using LogsProcessor.Clone.Reporting;
using LogsProcessor.Clone.Tests.Keys;
using LogsProcessor.Testing;

namespace LogsProcessor.Clone.Tests.Copying;

public sealed class CloneRunTests : CloneFixture
{
    [Fact]
    public async Task Every_odd_key_is_cloned_and_found_the_second_time()
    {
        PutAll(OddKeys.All);
        S3.Put(Source, "empty", []);

        var first = await CloneAsync();
        var second = await CloneAsync();

        AssertCloned();
        Assert.Equal((30, 30, 0, 0), (first.Listed, first.Copied, first.AlreadyThere, first.Failed));
        Assert.Equal(30, first.Verified.Same);
        Assert.Equal((30, 0, 30, 0), (second.Listed, second.Copied, second.AlreadyThere, second.Failed));
        Assert.Empty(Problems.Lines);
    }

    [Fact]
    public async Task Thousands_of_keys_under_one_prefix_and_in_the_root_are_cloned_in_segments()
    {
        PutAll(Enumerable.Range(0, 2500).Select(index => $"one/{index}"));
        PutAll(Enumerable.Range(0, 1200).Select(index => $"{index}.log"));

        var counts = await CloneAsync(new CloneOptions { SegmentObjects = 500 });

        AssertCloned();
        Assert.Equal((3700, 3700, 3700), (counts.Listed, counts.Copied, counts.Verified.Same));
    }

    [Fact]
    public async Task Prefix_is_replaced_by_the_destinations()
    {
        PutAll(["logs/a", "logs/b/c", "logs-old/d", "other"]);

        var counts = await CloneAsync(sourcePrefix: "logs/", destinationPrefix: "copy/of/");

        Assert.Equal(["copy/of/a", "copy/of/b/c"], S3.Keys(Destination));
        Assert.Equal(2, counts.Verified.Same);
    }

    [Fact]
    public async Task Only_the_prefixes_and_objects_wanted_are_cloned()
    {
        PutAll(["2026/01/a", "2026/02/b", "2026/02/no", "2026/03/c"]);

        var counts = await CloneAsync(
            new CloneOptions { IsWanted = item => !item.Key.EndsWith("no", StringComparison.Ordinal) },
            prefixes: ["2026/02/", "2026/03/"]
        );

        Assert.Equal(["2026/02/b", "2026/03/c"], S3.Keys(Destination));
        Assert.Equal((2, 1), (counts.Listed, counts.LeftOut));
    }

    [Fact]
    public async Task Different_content_is_replaced_and_what_is_extra_stays()
    {
        PutAll(["a", "b"]);
        S3.Put(Destination, "a", [1, 2, 3]);
        S3.Put(Destination, "only here", [1]);

        var counts = await CloneAsync();

        Assert.Equal((2, 2), (counts.Copied, counts.Verified.Same));
        Assert.Equal(1, counts.Verified.Extra);
        Assert.Equal(["extra only here"], Problems.Lines);
        Assert.Equal([1], S3.Find(Destination, "only here")!.Content);
    }

    [Fact]
    public async Task Dry_run_copies_nothing_and_tells_what_it_would()
    {
        PutAll(["a", "b", "c"]);
        S3.Put(Destination, "b", S3.Find(Source, "b")!.Content);

        var counts = await CloneAsync(new CloneOptions { IsDryRun = true });

        Assert.Equal((3, 2, 1, 0), (counts.Listed, counts.ToCopy, counts.AlreadyThere, counts.Copied));
        Assert.Equal(["b"], S3.Keys(Destination));
    }

    [Fact]
    public async Task Verification_alone_tells_each_difference_and_changes_nothing()
    {
        PutAll(["same", "missing", "different", "parts"]);
        S3.Put(Destination, "same", S3.Find(Source, "same")!.Content);
        S3.Put(Destination, "different", [1]);
        S3.Put(Destination, "parts", S3.Find(Source, "parts")!.Content, "1234-2");
        S3.Put(Destination, "extra", [1]);

        var counts = await CloneAsync(new CloneOptions { IsVerifyOnly = true });

        Assert.Equal(
            new VerifiedCounts
            {
                Same = 1,
                Missing = 1,
                Different = 1,
                Unverifiable = 1,
                Extra = 1,
            },
            counts.Verified
        );
        Assert.Equal(["different different", "extra extra", "missing missing", "unverifiable parts"], Problems.Lines);
        Assert.Equal([1], S3.Find(Destination, "different")!.Content);
        Assert.DoesNotContain(S3.Requests, request => request.Method is "PUT" or "POST" or "DELETE");
    }

    [Fact]
    public async Task Objects_put_there_since_the_run_began_are_work_for_the_next()
    {
        PutAll(["a"]);
        // The object's time is that of this second: S3 tells no more.
        Clock.Now = new DateTimeOffset(2026, 10, 31, 9, 10, 9, 500, TimeSpan.Zero);

        var counts = await CloneAsync(new CloneOptions { IsVerifyOnly = true });

        Assert.Equal(new VerifiedCounts { Newer = 1 }, counts.Verified);
        Assert.Empty(Problems.Lines);
    }

    [Fact]
    public async Task Refused_requests_are_made_again_and_nothing_is_lost()
    {
        PutAll(Enumerable.Range(0, 300).Select(index => $"{index:D4}"));
        S3.Fail(FakeS3Fault.SlowDown with { When = request => request.Method == "PUT", Times = 100 });

        var counts = await CloneAsync(new CloneOptions { Parallel = 32 });

        AssertCloned();
        Assert.Equal((300, 0), (counts.Copied, counts.Failed));
        Assert.Equal(400, S3.Requests.Count(request => request.Method == "PUT"));
    }

    [Fact]
    public async Task An_object_that_cannot_be_copied_is_told_and_the_others_are_copied()
    {
        PutAll(["a", "b", "c"]);
        S3.Fail(FakeS3Fault.AccessDenied with { When = request => request is { Method: "PUT", Key: "b" } });

        var counts = await CloneAsync();

        Assert.Equal((3, 2, 1), (counts.Listed, counts.Copied, counts.Failed));
        Assert.Equal((2, 1), (counts.Verified.Same, counts.Verified.Missing));
        Assert.Equal(["failed b", "missing b"], Problems.Lines);
    }
}
