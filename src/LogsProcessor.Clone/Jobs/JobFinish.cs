using LogsProcessor.Aws.Listing;
using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Clone.Jobs;

/// <summary>Ends a job: whoever finds that every segment has its response writes the manifest.</summary>
/// <param name="store">The job bucket.</param>
/// <param name="lister">Lists it.</param>
/// <param name="clock">The time.</param>
internal sealed class JobFinish(JobStore store, ObjectLister lister, TimeProvider clock)
{
    private const int ReadAtOnce = 16;
    private const int MostNamed = 100;

    /// <summary>Writes the manifest, if the job is done and nobody else has. A segment's response is written before this is asked.</summary>
    /// <returns>Whether the job is done.</returns>
    internal async Task<bool> TryAsync(string id, CancellationToken cancel)
    {
        if (await new JobPlan(store).FindSealAsync(id, cancel) is not { } seal)
        {
            return false;
        }

        if (await ListResponsesAsync(id, cancel) is not { } keys || keys.Count < seal.Segments)
        {
            return false;
        }

        var (counts, unfinished) = await AddUpAsync(keys, cancel);
        var response = new CloneResponse(
            seal.Request,
            unfinished.Count == 0 && counts.IsBalanced ? "completed" : "partial",
            seal.Segments,
            counts,
            seal.Began,
            clock.GetUtcNow(),
            unfinished
        );
        await store.TryPutAsync(JobKeys.ResponseOf(id), response, JobJson.Default.CloneResponse, null, cancel);
        return true;
    }

    /// <summary>The keys of all responses; null as soon as there is a request without one, for every segment's end asks.</summary>
    private async Task<List<string>?> ListResponsesAsync(string id, CancellationToken cancel)
    {
        var keys = new List<string>();
        var (after, isAsked) = ("", false);
        while (true)
        {
            var page = await lister.ListAsync(store.Bucket, JobKeys.SegmentsOf(id), after, cancel);
            foreach (var key in page.Objects.Select(item => item.Key))
            {
                // A segment's response stands right behind its request.
                var isResponse = key.EndsWith(JobKeys.SegmentResponseSuffix, StringComparison.Ordinal);
                if (isAsked && !isResponse)
                {
                    return null;
                }

                isAsked = !isResponse;
                if (isResponse)
                {
                    keys.Add(key);
                }
            }

            if (page.IsLast)
            {
                return keys;
            }

            after = page.Objects[^1].Key;
        }
    }

    private async Task<(CloneCounts Counts, IReadOnlyList<string> Unfinished)> AddUpAsync(
        IEnumerable<string> keys,
        CancellationToken cancel
    )
    {
        var tally = new CloneTally();
        var unfinished = new ProblemSample();
        await Parallel.ForEachAsync(
            keys,
            new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancel },
            async (key, stop) =>
            {
                if (await store.FindAsync(key, JobJson.Default.SegmentResponse, stop) is not { Value: var response })
                {
                    return;
                }

                tally.Add(response.Counts);
                if (!response.IsCompleted)
                {
                    unfinished.Add(new CloneProblem("segment", key, null));
                }
            }
        );
        return (
            tally.Counts,
            [.. unfinished.Problems.Select(problem => problem.Key).Order(StringComparer.Ordinal).Take(MostNamed)]
        );
    }
}
