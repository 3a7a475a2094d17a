using System.Threading.Channels;
using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Clone.Copying;
using LogsProcessor.Clone.Keys;
using LogsProcessor.Clone.Planning;
using LogsProcessor.Clone.Reporting;
using LogsProcessor.Clone.Verifying;

namespace LogsProcessor.Clone;

/// <summary>
/// A clone within one process: list -> segments -> copy what is missing -> compare both sides -> counts. It keeps no state of its own: what
/// a run that broke off had copied, the next one finds there. Used once.
/// </summary>
public sealed class CloneRun : IDisposable
{
    private readonly CloneOptions _options;
    private readonly CloneTally _tally;
    private readonly CloneTools _tools;
    private readonly SegmentPlanner _planner;
    private readonly RequestPace _pace;

    /// <param name="objects">S3.</param>
    /// <param name="source">Where from.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="options">How.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="clock">The time.</param>
    public CloneRun(
        S3Objects objects,
        ClonePlace source,
        ClonePlace destination,
        CloneOptions options,
        CloneTally tally,
        TimeProvider clock
    )
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        _options = options;
        _tally = tally;
        _pace = new RequestPace(options.Parallel, clock);
        var lister = objects.OpenLister(_pace);
        var mapping = new KeyMapping(source, destination);
        _tools = new CloneTools(lister, objects.OpenCopier(_pace), mapping, options, clock.GetUtcNow());
        _planner = new SegmentPlanner(lister, source.Bucket, options);
    }

    /// <summary>How many objects and bytes the source was found to have by now, and whether that is all.</summary>
    public (long Objects, long Bytes, bool IsAll) Found => (_planner.Objects, _planner.Bytes, _planner.IsComplete);

    /// <summary>How many requests may be on their way now, and how many S3 refused because there were too many.</summary>
    public (int Limit, long Refused) Pace => (_pace.Limit, _pace.Refused);

    /// <summary>Clones.</summary>
    /// <param name="prefixes">What of the source's prefix is to be cloned: prefixes below it, none of which begins another; null for all.</param>
    /// <param name="stop">Stops it: no object is begun any more, and those on their way end.</param>
    /// <returns>Whether all segments were worked on.</returns>
    /// <exception cref="ObjectException">A bucket cannot be listed.</exception>
    public async Task<bool> RunAsync(IReadOnlyList<string>? prefixes, CancellationToken stop)
    {
        var segments = Channel.CreateBounded<Segment>(_options.ParallelSegments);
        var ranges = (prefixes ?? [_tools.Mapping.Source.Prefix]).Select(KeyRange.Of);
        using var failed = new CancellationTokenSource();
        var planning = RunAsync(PlanAsync(ranges, segments.Writer, stop, failed.Token), failed);
        var workers = Enumerable
            .Range(0, _options.ParallelSegments)
            .Select(_ => RunAsync(WorkAsync(segments.Reader, stop, failed.Token), failed))
            .ToList();
        await Task.WhenAll([planning, .. workers]);
        return !stop.IsCancellationRequested;
    }

    /// <inheritdoc/>
    public void Dispose() => _pace.Dispose();

    private async Task PlanAsync(
        IEnumerable<KeyRange> ranges,
        ChannelWriter<Segment> segments,
        CancellationToken stop,
        CancellationToken cancel
    )
    {
        try
        {
            await _planner.RunAsync(ranges, segment => segments.WriteAsync(segment, cancel), stop, cancel);
        }
        finally
        {
            segments.Complete();
        }
    }

    private async Task WorkAsync(ChannelReader<Segment> segments, CancellationToken stop, CancellationToken cancel)
    {
        var copy = new SegmentCopy(_tools, _tally);
        var verification = new SegmentVerification(_tools, _tally);
        await foreach (var segment in segments.ReadAllAsync(cancel))
        {
            if (stop.IsCancellationRequested)
            {
                continue;
            }

            using var window = new CopyWindow("", new CloneCounts());
            var isWhole = _options.IsVerifyOnly || await copy.RunAsync(segment, window, stop, cancel);
            if (isWhole && !_options.IsDryRun)
            {
                await verification.RunAsync(segment, cancel);
            }
        }
    }

    /// <summary>The first that fails ends the others, and its exception is the one that is told.</summary>
    private static async Task RunAsync(Task work, CancellationTokenSource failed)
    {
        try
        {
            await work;
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }
}
