using System.Collections.Concurrent;
using LogsProcessor.Aws.Copying;
using LogsProcessor.Clone.Keys;
using LogsProcessor.Clone.Planning;
using LogsProcessor.Clone.Tests.Keys;
using LogsProcessor.Testing;

namespace LogsProcessor.Clone.Tests.Planning;

public sealed class SegmentPlannerTests : CloneFixture
{
    public static TheoryData<string, string[]> Shapes =>
        new()
        {
            { "none", [] },
            { "one", ["a"] },
            { "odd", [.. OddKeys.All] },
            { "flat", [.. Enumerable.Range(0, 900).Select(index => $"{index:D9}")] },
            { "prefixes", [.. Enumerable.Range(0, 900).Select(index => $"p{index / 4:D6}/{index % 4}.log")] },
            {
                "a long way down",
                [.. Enumerable.Range(0, 900).Select(index => $"AWSLogs/111122223333/elb/eu-west-1/2026/03/{index:D4}")]
            },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Segments_cover_every_key_once_and_follow_on_one_another(string shape, string[] keys)
    {
        S3.PageSize = 10;
        PutAll(keys);

        var segments = await PlanAsync(new CloneOptions { SegmentObjects = 25 });

        AssertChain(segments);
        Assert.Equal(keys.Length, segments.Sum(segment => segment.Objects));
        Assert.All(segments, segment => Assert.Equal(CountIn(segment), segment.Objects));
        Assert.All(segments, segment => Assert.True(segment.Objects <= 25, $"{shape}: {segment}"));
    }

    [Fact]
    public async Task Large_objects_fill_a_segment_by_their_bytes()
    {
        PutAll(["a", "b", "c"]);
        S3.PutLarge(Source, "b1", 60, "etag-2");

        var segments = await PlanAsync(new CloneOptions { SegmentBytes = 50 });

        AssertChain(segments);
        Assert.Contains(segments, segment => segment.Through == "b1");
    }

    [Theory]
    [InlineData("flat/{0:D9}")]
    [InlineData("AWSLogs/111122223333/elasticloadbalancing/eu-west-1/2026/03/{0:D6}/x")]
    [InlineData("{0:D6}/x")]
    public async Task Several_lists_share_the_work_at_little_cost(string pattern)
    {
        S3.PageSize = 10;
        PutAll(Enumerable.Range(0, 2000).Select(index => string.Format(null, pattern, index)));

        await PlanAsync(new CloneOptions { ParallelLists = 4 });

        Assert.InRange(S3.Requests.Count, 200, 700);
        Assert.True(S3.Requests.Count(it => it.Query.GetValueOrDefault("start-after", "").Length > 0) > 100);
    }

    [Fact]
    public async Task What_is_not_listed_in_time_is_planned_uncounted()
    {
        S3.PageSize = 10;
        PutAll(Enumerable.Range(0, 500).Select(index => $"{index:D4}"));
        using var stop = new CancellationTokenSource();
        S3.Fail(
            new FakeS3Fault { Before = stop.CancelAsync, When = request => request.Query.ContainsKey("start-after") }
        );

        var segments = await PlanAsync(new CloneOptions { SegmentObjects = 20 }, stop.Token);

        AssertChain(segments);
        Assert.Contains(segments, segment => segment.Objects is null);
    }

    [Fact]
    public async Task A_list_that_fails_fails_the_plan()
    {
        S3.PageSize = 10;
        PutAll(Enumerable.Range(0, 100).Select(index => $"{index:D4}"));
        S3.Fail(FakeS3Fault.AccessDenied with { When = request => request.Query.ContainsKey("start-after") });

        var fault = await Assert.ThrowsAsync<LogsProcessor.Aws.Objects.ObjectException>(() =>
            PlanAsync(new CloneOptions())
        );

        Assert.Equal($"s3://{Source}/: access denied: the permission s3:ListBucket is needed", fault.Message);
    }

    private async Task<List<Segment>> PlanAsync(CloneOptions options, CancellationToken stop = default)
    {
        var segments = new ConcurrentBag<Segment>();
        using var pace = new RequestPace(8, Clock);
        var planner = new SegmentPlanner(Objects.OpenLister(pace), Source, options);
        await planner.RunAsync(
            [KeyRange.Of("")],
            segment =>
            {
                segments.Add(segment);
                return ValueTask.CompletedTask;
            },
            stop,
            CancellationToken.None
        );
        Assert.True(planner.IsComplete);
        Assert.Equal(segments.Count, segments.Select(segment => segment.Number).Distinct().Count());
        return [.. segments.Order(Comparer<Segment>.Create((a, b) => KeyOrder.Compare(a.After, b.After)))];
    }

    private static void AssertChain(List<Segment> segments)
    {
        Assert.Equal("", segments[0].After);
        Assert.Null(segments[^1].Through);
        Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.True(pair.First.IsFollowedBy(pair.Second)));
    }

    private long CountIn(Segment segment) =>
        S3.Keys(Source).Count(key => KeyOrder.Compare(key, segment.After) > 0 && !segment.Range.EndsBefore(key));
}
