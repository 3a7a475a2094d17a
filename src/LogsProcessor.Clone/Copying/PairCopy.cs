using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Listing;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Clone.Copying;

/// <summary>
/// Copies one object where that is needed. What is copied is the content that was listed, onto what was listed at the destination (or onto
/// nothing): of two workers on the same object one copies, and the other one finds it done.
/// </summary>
/// <param name="tools">How to copy.</param>
/// <param name="tally">Takes down failures.</param>
internal sealed class PairCopy(CloneTools tools, CloneTally tally)
{
    private readonly Comparison _comparison = new(tools);

    /// <summary>Copies the pair's source, unless the destination has it.</summary>
    /// <returns>What became of it: exactly one of copied, already there, to be copied, failed.</returns>
    internal async ValueTask<CloneCounts> RunAsync(ListedObject source, ListedObject? there, CancellationToken cancel)
    {
        var outcome = new CloneCounts { Listed = 1, ListedBytes = source.Size };
        try
        {
            if (there is { } target && await IsDoneAsync(source, target, cancel))
            {
                return outcome with { AlreadyThere = 1 };
            }

            if (tools.Options.IsDryRun)
            {
                return outcome with { ToCopy = 1 };
            }

            return await CopyAsync(source, there, outcome, cancel);
        }
        catch (ObjectException exception)
        {
            return Fail(outcome, new CloneProblem("failed", source.Key, exception.Message));
        }
    }

    /// <summary>What cannot be told apart counts as done if it was put there after the source's content.</summary>
    private async ValueTask<bool> IsDoneAsync(ListedObject source, ListedObject target, CancellationToken cancel) =>
        await _comparison.CompareAsync(source, target, cancel) switch
        {
            Likeness.Same => true,
            Likeness.Unknown => target.LastModified >= source.LastModified,
            _ => false,
        };

    private async Task<CloneCounts> CopyAsync(
        ListedObject source,
        ListedObject? there,
        CloneCounts outcome,
        CancellationToken cancel
    )
    {
        var mapping = tools.Mapping;
        var target = new ObjectReference(mapping.Destination.Bucket, mapping.ToDestination(source.Key));
        var options = new CopyOptions
        {
            TargetETag = there?.ETag ?? "",
            StorageClass = source.StorageClass,
            MostAtOnce = tools.Options.MostAtOnce,
            PartBytes = Math.Min(tools.Options.MostAtOnce, new CopyOptions().PartBytes),
        };
        try
        {
            var from = new ObjectReference(mapping.Source.Bucket, source.Key, source.ETag, source.Size);
            await tools.Copier.CopyAsync(from, target, options, cancel);
            return outcome with { Copied = 1, CopiedBytes = source.Size };
        }
        catch (ObjectException exception) when (exception.IsChanged)
        {
            return await SettleAsync(source, target, outcome, cancel);
        }
    }

    /// <summary>A condition did not hold. Either another worker was faster, or the source or the destination is written to.</summary>
    private async Task<CloneCounts> SettleAsync(
        ListedObject source,
        ObjectReference target,
        CloneCounts outcome,
        CancellationToken cancel
    )
    {
        if (await tools.Copier.FindAsync(target, cancel) is { } facts)
        {
            var there = new ListedObject(target.Key, facts.ETag, facts.Size, facts.LastModified);
            if (await IsDoneAsync(source, there, cancel))
            {
                return outcome with { AlreadyThere = 1 };
            }
        }

        var now = await tools.Copier.FindAsync(new ObjectReference(tools.Mapping.Source.Bucket, source.Key), cancel);
        return now?.ETag == source.ETag
            ? Fail(outcome, new CloneProblem("failed", source.Key, $"{target} was written by somebody else meanwhile"))
            : Fail(
                outcome with
                {
                    Changed = 1,
                },
                new CloneProblem(
                    "changed",
                    source.Key,
                    now is null
                        ? "it was deleted while it was to be copied"
                        : "it was replaced while it was to be copied"
                )
            );
    }

    private CloneCounts Fail(CloneCounts outcome, CloneProblem problem)
    {
        tally.Add(problem, isFailure: true);
        return outcome with { Failed = 1 };
    }
}
