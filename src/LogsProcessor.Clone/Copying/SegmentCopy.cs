using System.Runtime.CompilerServices;
using LogsProcessor.Clone.Planning;
using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Clone.Copying;

/// <summary>Copies the objects of a segment, many at a time, from where an earlier run left it.</summary>
/// <param name="tools">How to copy.</param>
/// <param name="tally">Counts, and takes down failures.</param>
internal sealed class SegmentCopy(CloneTools tools, CloneTally tally)
{
    private readonly PairCopy _pair = new(tools, tally);

    /// <summary>Copies.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="window">Knows how far it is done.</param>
    /// <param name="stop">There is no more time: nothing is begun any more, and what is on its way ends.</param>
    /// <param name="cancel">Ends it at once.</param>
    /// <returns>Whether all of it is done.</returns>
    internal async Task<bool> RunAsync(
        Segment segment,
        CopyWindow window,
        CancellationToken stop,
        CancellationToken cancel
    )
    {
        var isWhole = new StrongBox<bool>();
        await Parallel.ForEachAsync(
            ReadAsync(segment, window, isWhole, stop, cancel),
            new ParallelOptions { MaxDegreeOfParallelism = tools.Options.Parallel, CancellationToken = cancel },
            async (work, running) =>
            {
                var outcome = await _pair.RunAsync(work.Pair.Source!.Value, work.Pair.Target, running);
                tally.Add(outcome with { Listed = 0, ListedBytes = 0 });
                window.Finish(work.Entry, outcome);
            }
        );
        return isWhole.Value;
    }

    private async IAsyncEnumerable<(ObjectPair Pair, CopyWindow.Entry Entry)> ReadAsync(
        Segment segment,
        CopyWindow window,
        StrongBox<bool> isWhole,
        CancellationToken stop,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var place = window.Done.Place;
        var range = place.Length > 0 ? segment.Range with { After = place } : segment.Range;
        await foreach (var pair in RangeListing.ReadBothAsync(tools, range, cancel))
        {
            if (stop.IsCancellationRequested)
            {
                yield break;
            }

            if (pair.Source is not { } source)
            {
                continue;
            }

            if (tools.Options.IsWanted?.Invoke(source) == false)
            {
                tally.Add(new CloneCounts { LeftOut = 1 });
                continue;
            }

            // Listed here and told what became of it there: that both agree in the end is a check, and no matter of course.
            tally.Add(new CloneCounts { Listed = 1, ListedBytes = source.Size });
            yield return (pair, await window.AddAsync(source.Key, cancel));
        }

        isWhole.Value = true;
    }
}
