using LogsProcessor.Clone.Copying;
using LogsProcessor.Clone.Reporting;
using LogsProcessor.Clone.Verifying;

namespace LogsProcessor.Clone.Jobs;

/// <summary>One worker's work on one segment: claim -> copy from the place where it was left -> compare both sides -> response.</summary>
/// <param name="store">The job bucket.</param>
/// <param name="claims">Its claims.</param>
/// <param name="tools">How to copy.</param>
/// <param name="request">The segment.</param>
internal sealed class SegmentWork(JobStore store, ClaimStore claims, CloneTools tools, SegmentRequest request)
{
    private string ResponseKey => JobKeys.SegmentResponseOf(request.Request.Id, request.Segment.Number);

    /// <summary>Works on it.</summary>
    /// <param name="owner">Who, unlike anybody else.</param>
    /// <param name="whole">Counts what is done now.</param>
    /// <param name="stop">There is no more time.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task<JobOutcome> RunAsync(
        string owner,
        CloneTally whole,
        CancellationToken stop,
        CancellationToken cancel
    )
    {
        if (await store.FindAsync(ResponseKey, JobJson.Default.SegmentResponse, cancel) is not null)
        {
            return JobOutcome.Done;
        }

        if (await claims.TryTakeAsync(request.Request.Id, request.Segment.Number, owner, cancel) is not { } claim)
        {
            return JobOutcome.Busy;
        }

        var problems = new ProblemSample();
        var tally = new CloneTally(problems, whole);
        using var window = new CopyWindow(claim.Place, claim.Counts);
        var lease = new Lease(claim, window, claims);
        var isDone = false;
        try
        {
            var isWhole = await lease.HoldAsync(
                async held =>
                    await new SegmentCopy(tools, tally).RunAsync(request.Segment, window, stop, held)
                    && !stop.IsCancellationRequested
                    && await VerifyAsync(tally, held),
                cancel
            );
            isDone = isWhole == true;
            if (isDone)
            {
                await RespondAsync(window.Done.Counts, tally, problems, cancel);
            }

            return isWhole switch
            {
                null => JobOutcome.Busy,
                true => JobOutcome.Done,
                false => JobOutcome.Continued,
            };
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested && tally.Counts.Copied > 0)
        {
            // What was on its way did not end in time. Each run that comes here has copied something, so that there is a last one; one
            // that has not fails, for an object that takes longer than a run would keep them going on for ever.
            return JobOutcome.Continued;
        }
        finally
        {
            if (!isDone && !lease.IsLost)
            {
                // Whoever is next need not wait until the lease runs out.
                await claim.SaveAsync(window.Done, isReleased: true, CancellationToken.None);
            }
        }
    }

    private async Task<bool> VerifyAsync(CloneTally tally, CancellationToken cancel)
    {
        await new SegmentVerification(tools, tally).RunAsync(request.Segment, cancel);
        return true;
    }

    private async Task RespondAsync(
        CloneCounts copied,
        CloneTally tally,
        ProblemSample problems,
        CancellationToken cancel
    )
    {
        var counts = copied with { Verified = tally.Counts.Verified };
        var isCompleted = counts.IsBalanced && counts.Failed + counts.Verified.Missing + counts.Verified.Different == 0;
        var response = new SegmentResponse(
            request.Request.Id,
            request.Segment.Number,
            isCompleted,
            counts,
            problems.Problems
        );
        await store.TryPutAsync(ResponseKey, response, JobJson.Default.SegmentResponse, null, cancel);
    }
}
