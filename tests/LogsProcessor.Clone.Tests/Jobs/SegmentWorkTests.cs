using LogsProcessor.Clone.Jobs;
using LogsProcessor.Testing;

namespace LogsProcessor.Clone.Tests.Jobs;

public sealed class SegmentWorkTests : JobFixture
{
    private const string ResponseKey = "clones/first/segments/000001.segment-response.json";
    private const string ClaimKey = "clones/first/claims/000001.json";

    [Fact]
    public async Task A_segment_without_time_goes_on_where_it_was_left()
    {
        PutAll(Enumerable.Range(0, 100).Select(index => $"k{index:D3}"));
        using var jobs = NewJobs(segmentObjects: 1000);
        await PlanAsync(jobs);
        using var stop = new CancellationTokenSource();
        BeforeCopy(50, stop.CancelAsync);

        var first = await CopyAsync(jobs, 1, "one", stop.Token);
        var place = Read(ClaimKey).GetProperty("place").GetString()!;
        var left = S3.Requests.Count;
        var second = await CopyAsync(jobs, 1, "two");

        Assert.Equal((JobOutcome.Continued, JobOutcome.Done), (first.Outcome, second.Outcome));
        Assert.InRange(place, "k048", "k060");
        Assert.Contains(S3.Requests.Skip(left), request => request.Query.GetValueOrDefault("start-after") == place);
        AssertCloned();
        var counts = Read(ResponseKey).GetProperty("counts");
        Assert.Equal(100, counts.GetProperty("listed").GetInt64());
        Assert.Equal(100, counts.GetProperty("copied").GetInt64());
        Assert.Equal(100, counts.GetProperty("verified").GetProperty("same").GetInt64());
    }

    [Fact]
    public async Task A_segment_that_another_worker_has_is_left_to_it_until_its_lease_is_over()
    {
        PutAll(["a", "b"]);
        using var jobs = NewJobs();
        await PlanAsync(jobs);
        Claim("dead", place: "a", Clock.Now + LeaseTime);

        var busy = await CopyAsync(jobs, 1, "next");
        Clock.Now += LeaseTime;
        var taken = await CopyAsync(jobs, 1, "next");

        Assert.Equal((JobOutcome.Busy, JobOutcome.Done), (busy.Outcome, taken.Outcome));
        Assert.Equal("next", Read(ClaimKey).GetProperty("owner").GetString());
        Assert.Equal(["b"], S3.Keys(Destination));
    }

    [Fact]
    public async Task Of_two_workers_on_a_segment_one_works()
    {
        PutAll(Enumerable.Range(0, 100).Select(index => $"k{index:D3}"));
        using var jobs = NewJobs(segmentObjects: 1000);
        await PlanAsync(jobs);
        JobStep? other = null;
        BeforeCopy(10, async () => other = await CopyAsync(jobs, 1, "two"));

        var first = await CopyAsync(jobs, 1, "one");

        Assert.Equal((JobOutcome.Done, JobOutcome.Busy), (first.Outcome, other!.Outcome));
        Assert.Equal(100, Tally.Counts.Copied);
        AssertCloned();
    }

    [Fact]
    public async Task A_worker_whose_claim_was_taken_over_stops_and_answers_nothing()
    {
        PutAll(Enumerable.Range(0, 100).Select(index => $"k{index:D3}"));
        using var jobs = NewJobs(segmentObjects: 1000);
        await PlanAsync(jobs);
        var gone = new TaskCompletionSource();
        BeforeCopy(
            10,
            () =>
            {
                Claim("other", place: "", Clock.Now + LeaseTime);
                Clock.Tick();
                return gone.Task;
            }
        );

        var step = await CopyAsync(jobs, 1, "one");
        gone.SetResult();

        Assert.Equal(JobOutcome.Busy, step.Outcome);
        Assert.Equal("other", Read(ClaimKey).GetProperty("owner").GetString());
        Assert.False(Has(ResponseKey));
    }

    [Fact]
    public async Task A_claim_is_given_back_also_after_a_renewal_whose_answer_nobody_saw()
    {
        PutAll(Enumerable.Range(0, 100).Select(index => $"k{index:D3}"));
        using var jobs = NewJobs(segmentObjects: 1000);
        await PlanAsync(jobs);
        using var stop = new CancellationTokenSource();
        BeforeCopy(
            50,
            () =>
            {
                Claim("one", place: "", Clock.Now + LeaseTime);
                return stop.CancelAsync();
            }
        );

        await CopyAsync(jobs, 1, "one", stop.Token);

        Assert.InRange(Read(ClaimKey).GetProperty("place").GetString()!, "k048", "k060");
        Assert.Equal(JobOutcome.Done, (await CopyAsync(jobs, 1, "two")).Outcome);
    }

    [Fact]
    public async Task A_segment_whose_last_copies_are_broken_off_goes_on_if_it_got_anywhere()
    {
        PutAll(["a", "b"]);
        using var jobs = NewJobs();
        await PlanAsync(jobs);

        var first = await BreakOffAsync(jobs, "b");
        var second = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BreakOffAsync(jobs, "b"));
        var third = await CopyAsync(jobs, 1, "three");

        Assert.Equal((JobOutcome.Continued, JobOutcome.Done), (first.Outcome, third.Outcome));
        Assert.NotNull(second);
        AssertCloned();
    }

    /// <summary>Copies until the time is over while one key is on its way.</summary>
    private async Task<JobStep> BreakOffAsync(CloneJobs jobs, string key)
    {
        using var over = new CancellationTokenSource();
        var gone = new TaskCompletionSource();
        S3.Fail(
            FakeS3Fault.InternalError with
            {
                When = request => request.Method == "PUT" && request.Bucket == Destination && request.Key == key,
                Times = 1,
                Before = async () =>
                {
                    while (Tally.Counts.Copied == 0)
                    {
                        await Task.Yield();
                    }

                    await over.CancelAsync();
                    await gone.Task;
                },
            }
        );
        try
        {
            return await CopyAsync(jobs, 1, $"worker {key}", over.Token, over.Token);
        }
        finally
        {
            gone.SetResult();
        }
    }

    private void Claim(string owner, string place, DateTimeOffset until) =>
        S3.Put(
            JobBucket,
            ClaimKey,
            System.Text.Encoding.UTF8.GetBytes(
                $$$"""{"owner":"{{{owner}}}","leaseUntil":"{{{until:O}}}","place":"{{{place}}}","counts":{}}"""
            )
        );
}
