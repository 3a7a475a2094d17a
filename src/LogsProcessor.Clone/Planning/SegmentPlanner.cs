using System.Threading.Channels;
using LogsProcessor.Aws.Listing;
using LogsProcessor.Clone.Keys;

namespace LogsProcessor.Clone.Planning;

/// <summary>
/// Lists a bucket with several lists side by side, and cuts it into segments. Whoever has nothing to list takes the end of a range that
/// another one lists. Only pages and the remainders of ranges are in memory. Used once.
/// </summary>
/// <param name="lister">Lists.</param>
/// <param name="bucket">The bucket.</param>
/// <param name="options">The size of a segment, and how many lists there are.</param>
internal sealed class SegmentPlanner(ObjectLister lister, string bucket, CloneOptions options)
{
    private readonly Lock _lock = new();
    private readonly OpenRanges _ranges = new();
    private readonly SegmentShelf _shelf = new(options);
    private readonly Channel<int> _turns = Channel.CreateUnbounded<int>();
    private int _numbers;

    /// <summary>How many objects were listed so far.</summary>
    internal long Objects { get; private set; }

    /// <summary>How many bytes they have.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Whether all are listed.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>Plans.</summary>
    /// <param name="ranges">The ranges; none overlaps another.</param>
    /// <param name="found">Gets the segments, in no order. While it does not take one, listing waits.</param>
    /// <param name="stop">There is no more time: what is not listed yet becomes segments that nobody has counted.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task RunAsync(
        IEnumerable<KeyRange> ranges,
        Func<Segment, ValueTask> found,
        CancellationToken stop,
        CancellationToken cancel
    )
    {
        foreach (var range in ranges)
        {
            _ranges.Add(new OpenRange(range, options));
        }

        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var lists = Enumerable.Range(0, options.ParallelLists).Select(_ => ListAsync(found, failed, stop)).ToList();
        await Task.WhenAll(lists);
        foreach (var segment in _shelf.Rest)
        {
            await found(Numbered(segment));
        }

        IsComplete = true;
    }

    /// <summary>One of the lists side by side.</summary>
    private async Task ListAsync(Func<Segment, ValueTask> found, CancellationTokenSource failed, CancellationToken stop)
    {
        try
        {
            while (await TakeAsync(failed.Token) is { } range)
            {
                await ListAsync(range, found, stop, failed.Token);
            }
        }
        catch
        {
            // The others would wait for this one's range.
            await failed.CancelAsync();
            throw;
        }
    }

    private async Task ListAsync(
        OpenRange range,
        Func<Segment, ValueTask> found,
        CancellationToken stop,
        CancellationToken cancel
    )
    {
        var full = new List<Segment>();
        var isDone = false;
        while (!isDone && !stop.IsCancellationRequested)
        {
            var page = await lister.ListAsync(bucket, range.Rest.Prefix, range.Position, cancel);
            lock (_lock)
            {
                isDone = Take(range, page, full);
            }

            _turns.Writer.TryWrite(0);
            await HandOutAsync(full, found);
        }

        lock (_lock)
        {
            // Whoever cuts it from now on would cut into the segment that ends here.
            _ranges.Remove(range);
            if (range.Finish(isDone) is { } last)
            {
                full.Add(last);
            }
        }

        _turns.Writer.TryWrite(0);
        await HandOutAsync(full, found);
    }

    private bool Take(OpenRange range, KeyPage page, List<Segment> full)
    {
        var isDone = range.Take(page, full);
        Objects += range.LastPage.Objects;
        Bytes += range.LastPage.Bytes;
        if (range.CutFrom is { } whole)
        {
            // Nothing in it: what was cut off was cut too far behind.
            whole.MayBeCut |= isDone && range.LastPage.Objects == 0;
            range.CutFrom = null;
        }

        return isDone;
    }

    private async ValueTask HandOutAsync(List<Segment> full, Func<Segment, ValueTask> found)
    {
        foreach (var segment in full)
        {
            Segment? ready;
            lock (_lock)
            {
                ready = _shelf.Add(segment);
            }

            if (ready is not null)
            {
                await found(Numbered(ready));
            }
        }

        full.Clear();
    }

    private Segment Numbered(Segment segment) => segment with { Number = Interlocked.Increment(ref _numbers) };

    /// <summary>Waits for a range to list: one that nobody has begun, or the end of one that another lists.</summary>
    /// <returns>Null if all are done.</returns>
    private async ValueTask<OpenRange?> TakeAsync(CancellationToken cancel)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_ranges.TryTake() is { } range)
                {
                    return range;
                }

                if (_ranges.AreListed)
                {
                    _turns.Writer.TryComplete();
                    return null;
                }
            }

            if (!await _turns.Reader.WaitToReadAsync(cancel))
            {
                return null;
            }

            _turns.Reader.TryRead(out _);
        }
    }
}
