using System.Runtime.CompilerServices;
using LogsProcessor.Aws.Listing;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Clone.Copying;
using LogsProcessor.Clone.Planning;
using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Clone.Verifying;

/// <summary>Compares both sides of a segment by their lists, in memory for a page of each. Changes nothing.</summary>
/// <param name="tools">How to list.</param>
/// <param name="tally">Counts, and takes down what is not right.</param>
internal sealed class SegmentVerification(CloneTools tools, CloneTally tally)
{
    private readonly Comparison _comparison = new(tools);

    /// <summary>S3 tells times in whole seconds: what is put there in the second in which the clone was begun looks older than it.</summary>
    private readonly DateTimeOffset _began = DateTimeOffset.FromUnixTimeSeconds(tools.Began.ToUnixTimeSeconds());

    /// <summary>Compares.</summary>
    internal Task RunAsync(Segment segment, CancellationToken cancel) =>
        Parallel.ForEachAsync(
            ReadAsync(segment, cancel),
            new ParallelOptions { MaxDegreeOfParallelism = tools.Options.Parallel, CancellationToken = cancel },
            async (pair, running) => tally.Add(new CloneCounts { Verified = await JudgeAsync(pair, running) })
        );

    private async IAsyncEnumerable<ObjectPair> ReadAsync(
        Segment segment,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var pair in RangeListing.ReadBothAsync(tools, segment.Range, cancel))
        {
            if (IsWanted(pair))
            {
                yield return pair;
            }
        }
    }

    private bool IsWanted(ObjectPair pair) =>
        tools.Options.IsWanted is not { } isWanted
        || isWanted(pair.Source ?? pair.Target!.Value with { Key = tools.Mapping.ToSource(pair.Target.Value.Key) });

    private async ValueTask<VerifiedCounts> JudgeAsync(ObjectPair pair, CancellationToken cancel)
    {
        if (pair.Source is not { } source)
        {
            tally.Add(new CloneProblem("extra", pair.Target!.Value.Key, null), isFailure: false);
            return new VerifiedCounts { Extra = 1 };
        }

        try
        {
            var likeness = pair.Target is { } target
                ? await _comparison.CompareAsync(source, target, cancel)
                : (Likeness?)null;
            return Judge(source, likeness);
        }
        catch (ObjectException exception)
        {
            tally.Add(new CloneProblem("unverifiable", source.Key, exception.Message), isFailure: false);
            return new VerifiedCounts { Unverifiable = 1 };
        }
    }

    private VerifiedCounts Judge(ListedObject source, Likeness? likeness)
    {
        if (likeness == Likeness.Same)
        {
            return new VerifiedCounts { Same = 1 };
        }

        if (likeness == Likeness.Unknown)
        {
            tally.Add(new CloneProblem("unverifiable", source.Key, null), isFailure: false);
            return new VerifiedCounts { Unverifiable = 1 };
        }

        if (source.LastModified >= _began)
        {
            return new VerifiedCounts { Newer = 1 };
        }

        var isMissing = likeness is null;
        tally.Add(
            isMissing
                ? new CloneProblem("missing", source.Key, "it is not in the destination")
                : new CloneProblem("different", source.Key, "its content in the destination is another one"),
            isFailure: true
        );
        return isMissing ? new VerifiedCounts { Missing = 1 } : new VerifiedCounts { Different = 1 };
    }
}
