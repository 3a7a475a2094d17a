using System.Collections.Concurrent;
using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Listing;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Clone.Copying;
using LogsProcessor.Clone.Keys;
using LogsProcessor.Clone.Planning;
using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Clone.Jobs;

/// <summary>
/// A clone by many functions: a request is planned into segments, each segment's request is worked on by one function at a time, and the last
/// one writes what became of the job. All of it may be asked for again at any time, and breaks off anywhere. Thread-safe.
/// </summary>
public sealed class CloneJobs : IDisposable
{
    private const int WrittenAtOnce = 16;

    private readonly S3Objects _objects;
    private readonly CloneOptions _options;
    private readonly TimeSpan _lease;
    private readonly TimeProvider _clock;
    private readonly RequestPace _pace;
    private readonly ObjectLister _lister;

    /// <param name="objects">S3.</param>
    /// <param name="options">How to clone.</param>
    /// <param name="lease">How long a worker has a segment without saying that it still works on it.</param>
    /// <param name="clock">The time.</param>
    public CloneJobs(S3Objects objects, CloneOptions options, TimeSpan lease, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(options);
        _objects = objects;
        _options = options;
        _lease = lease;
        _clock = clock;
        _pace = new RequestPace(options.Parallel, clock);
        _lister = objects.OpenLister(_pace);
    }

    /// <summary>How many requests S3 refused because there were too many.</summary>
    public long Refused => _pace.Refused;

    /// <summary>Plans a job, and asks for its segments.</summary>
    /// <param name="reference">The request.</param>
    /// <param name="stop">There is no more time: what is not listed yet becomes segments that nobody has counted.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="JobException">The request cannot be carried out.</exception>
    /// <exception cref="ObjectException">Something failed that may work another time.</exception>
    public async Task<JobStep> PlanAsync(ObjectReference reference, CancellationToken stop, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var store = StoreOf(reference);
        var content = await store.ReadAsync(reference.Key, cancel);
        var request = CloneRequest.Read(content.Span, reference.ToString(), reference.Bucket);
        var plan = new JobPlan(store);
        var seal = await plan.FindSealAsync(request.Id, cancel) ?? await PlanAsync(request, plan, stop, cancel);
        if (seal.Request != request)
        {
            throw new JobException($"{reference}: id is '{request.Id}': a name that no other job has had is allowed");
        }

        foreach (var shard in seal.Shards)
        {
            await Parallel.ForEachAsync(
                await plan.ReadAsync(shard, cancel),
                new ParallelOptions { MaxDegreeOfParallelism = WrittenAtOnce, CancellationToken = cancel },
                async (segment, running) =>
                    await store.TryPutAsync(
                        JobKeys.SegmentRequestOf(request.Id, segment.Number),
                        new SegmentRequest(request, seal.Began, segment),
                        JobJson.Default.SegmentRequest,
                        null,
                        running
                    )
            );
        }

        await new JobFinish(store, _lister, _clock).TryAsync(request.Id, cancel);
        return new JobStep(JobOutcome.Done, request);
    }

    /// <summary>Works on a segment, from where it was left.</summary>
    /// <param name="reference">The segment's request.</param>
    /// <param name="owner">Who works on it, unlike anybody else.</param>
    /// <param name="tally">Counts what is done now.</param>
    /// <param name="stop">There is no more time: what is on its way ends, and the place is kept.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="JobException">The request cannot be carried out.</exception>
    /// <exception cref="ObjectException">Something failed that may work another time.</exception>
    public async Task<JobStep> CopyAsync(
        ObjectReference reference,
        string owner,
        CloneTally tally,
        CancellationToken stop,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(reference);
        var store = StoreOf(reference);
        var found = await store.FindAsync(reference.Key, JobJson.Default.SegmentRequest, cancel);
        var segment = found?.Value ?? throw new JobException($"{reference}: there is no such key");
        var mapping = new KeyMapping(segment.Request.Source, segment.Request.Destination);
        var tools = new CloneTools(_lister, _objects.OpenCopier(_pace), mapping, _options, segment.Began);
        var claims = new ClaimStore(store, _lease, _clock);
        var work = new SegmentWork(store, claims, tools, segment);
        var outcome = await work.RunAsync(owner, tally, stop, cancel);
        if (outcome == JobOutcome.Done)
        {
            await new JobFinish(store, _lister, _clock).TryAsync(segment.Request.Id, cancel);
        }

        return new JobStep(outcome, segment.Request);
    }

    /// <inheritdoc/>
    public void Dispose() => _pace.Dispose();

    private JobStore StoreOf(ObjectReference reference) => new(_objects.OpenDocuments(reference.Bucket));

    private async Task<PlanSeal> PlanAsync(
        CloneRequest request,
        JobPlan plan,
        CancellationToken stop,
        CancellationToken cancel
    )
    {
        var began = _clock.GetUtcNow();
        var segments = new ConcurrentBag<Segment>();
        await new SegmentPlanner(_lister, request.Source.Bucket, _options).RunAsync(
            [KeyRange.Of(request.Source.Prefix)],
            segment =>
            {
                segments.Add(segment);
                return ValueTask.CompletedTask;
            },
            stop,
            cancel
        );
        return await plan.WriteAsync(request, began, segments, cancel);
    }
}
