using System.Text;
using LogsProcessor.Clone.Jobs;
using LogsProcessor.Testing;

namespace LogsProcessor.Clone.Tests.Jobs;

public sealed class CloneJobsTests : JobFixture
{
    private const string ResponseKey = "clones/first/clone-response.json";

    [Fact]
    public async Task A_request_becomes_segments_and_the_last_of_them_writes_the_manifest()
    {
        PutAll(Enumerable.Range(0, 45).Select(index => $"k{index:D2}"));
        using var jobs = NewJobs();

        var planned = await PlanAsync(jobs);
        var segments = SegmentRequests.Length;
        for (var segment = 1; segment <= segments; segment++)
        {
            Assert.False(Has(ResponseKey));
            Assert.Equal(JobOutcome.Done, (await CopyAsync(jobs, segment)).Outcome);
        }

        AssertCloned();
        Assert.Equal(JobOutcome.Done, planned.Outcome);
        Assert.InRange(segments, 5, 10);
        Assert.Equal(segments, Read("clones/first/plan/seal.json").GetProperty("segments").GetInt32());
        Assert.Equal(45, Read("clones/first/plan/seal.json").GetProperty("objects").GetInt64());
        var response = Read(ResponseKey);
        Assert.Equal("completed", response.GetProperty("outcome").GetString());
        Assert.Equal("first", response.GetProperty("request").GetProperty("id").GetString());
        Assert.Equal(45, response.GetProperty("counts").GetProperty("copied").GetInt64());
        Assert.Equal(45, response.GetProperty("counts").GetProperty("verified").GetProperty("same").GetInt64());
        Assert.Equal(45, Tally.Counts.Copied);
    }

    [Fact]
    public async Task Whether_the_job_is_done_is_asked_with_one_request_while_much_is_left()
    {
        PutAll(Enumerable.Range(0, 45).Select(index => $"k{index:D2}"));
        using var jobs = NewJobs();
        await PlanAsync(jobs);
        S3.PageSize = 2;
        var before = S3.Requests.Count;

        await CopyAsync(jobs, 3);

        Assert.Single(
            S3.Requests.Skip(before),
            request => request.Query.GetValueOrDefault("prefix") == "clones/first/segments/"
        );
    }

    [Fact]
    public async Task Events_that_come_twice_change_nothing()
    {
        PutAll(Enumerable.Range(0, 25).Select(index => $"k{index:D2}"));
        using var jobs = NewJobs();
        await PlanAsync(jobs);
        var before = S3.Keys(JobBucket);

        await PlanAsync(jobs);
        await CopyAsync(jobs, 1);
        await CopyAsync(jobs, 1, "another");

        Assert.Equal(before, S3.Keys(JobBucket).Where(before.Contains));
        Assert.Equal(
            Tally.Counts.Copied,
            S3.Requests.Count(request => request.Header("x-amz-copy-source") is not null)
        );
    }

    [Fact]
    public async Task An_empty_source_is_done_with_its_one_segment()
    {
        using var jobs = NewJobs();

        await PlanAsync(jobs);
        await CopyAsync(jobs, 1);

        Assert.Single(SegmentRequests);
        Assert.Equal("completed", Read(ResponseKey).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_job_with_failures_ends_as_partial_and_names_the_segments()
    {
        PutAll(["a", "b"]);
        S3.Fail(FakeS3Fault.AccessDenied with { When = request => request is { Method: "PUT", Key: "b" } });
        using var jobs = NewJobs();

        await PlanAsync(jobs);
        await CopyAsync(jobs, 1);

        var response = Read(ResponseKey);
        Assert.Equal("partial", response.GetProperty("outcome").GetString());
        var key = Assert.Single(response.GetProperty("responses").EnumerateArray()).GetString()!;
        var problems = Read(key).GetProperty("problems").EnumerateArray();
        Assert.Contains(problems, problem => problem.GetProperty("key").GetString() == "b");
    }

    [Fact]
    public async Task What_the_planner_has_no_time_to_list_is_copied_all_the_same()
    {
        S3.PageSize = 10;
        PutAll(Enumerable.Range(0, 60).Select(index => $"k{index:D2}"));
        using var jobs = NewJobs();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await PlanAsync(jobs, stop: stop.Token);
        await CopyAsync(jobs, 1);

        Assert.Single(SegmentRequests);
        AssertCloned();
        Assert.Equal("completed", Read(ResponseKey).GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("no json", "it is no clone request: ")]
    [InlineData(
        """{"id":"a","source":{"name":"x","prefix":null},"destination":{"name":"y"}}""",
        "it is no clone request: "
    )]
    [InlineData("""{"id":"a\n","source":{"name":"x"},"destination":{"name":"y"}}""", "id is 'a\n': 1 to 100 ")]
    [InlineData("""{"id":"a/b","source":{"name":"x"},"destination":{"name":"y"}}""", "id is 'a/b': 1 to 100 ")]
    [InlineData(
        """{"id":"a","source":{"name":"x"},"destination":{"name":"example-jobs"}}""",
        "'example-jobs' holds the jobs: "
    )]
    [InlineData(
        """{"id":"a","source":{"name":"x","prefix":"a"},"destination":{"name":"x","prefix":"a/b"}}""",
        "'s3://x/a/b' overlaps with 's3://x/a': "
    )]
    public async Task A_request_that_must_not_be_carried_out_is_refused(string request, string fault)
    {
        using var jobs = NewJobs();

        var refused = await Assert.ThrowsAsync<JobException>(() => PlanAsync(jobs, request));

        Assert.StartsWith($"s3://{JobBucket}/{RequestKey}: {fault}", refused.Message, StringComparison.Ordinal);
        Assert.Equal([RequestKey], S3.Keys(JobBucket));
    }

    [Fact]
    public async Task A_name_that_another_job_has_had_is_refused()
    {
        using var jobs = NewJobs();
        await PlanAsync(jobs);

        var refused = await Assert.ThrowsAsync<JobException>(() =>
            PlanAsync(jobs, Request.Replace("example-source", "another", StringComparison.Ordinal))
        );

        Assert.EndsWith(
            "id is 'first': a name that no other job has had is allowed",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_plan_that_was_tampered_with_is_not_carried_out()
    {
        PutAll(["a"]);
        using var jobs = NewJobs();
        await PlanAsync(jobs);
        var shard = S3.Keys(JobBucket).Single(key => key.EndsWith(".jsonl", StringComparison.Ordinal));
        S3.Put(JobBucket, shard, Encoding.UTF8.GetBytes("""{"number":1,"prefix":"","after":"m"}"""));

        var refused = await Assert.ThrowsAsync<JobException>(() => PlanAsync(jobs));

        Assert.Equal($"s3://{JobBucket}/{shard}: it is not what was sealed", refused.Message);
    }
}
