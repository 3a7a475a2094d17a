using System.Runtime.CompilerServices;
using LogsProcessor.Aws.Listing;
using LogsProcessor.Clone.Keys;

namespace LogsProcessor.Clone.Copying;

/// <summary>Reads both sides of a range in step, a page of each in memory and the next on its way.</summary>
internal static class RangeListing
{
    /// <summary>What is under each key of a range, in order.</summary>
    /// <param name="tools">How to list, and which key of the destination belongs to which of the source.</param>
    /// <param name="range">The range of the source's keys.</param>
    /// <param name="cancel">Stops it.</param>
    internal static async IAsyncEnumerable<ObjectPair> ReadBothAsync(
        CloneTools tools,
        KeyRange range,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var (source, destination) = (tools.Mapping.Source, tools.Mapping.Destination);
        var targetRange = tools.Mapping.ToDestination(range);
        await using var sources = ReadAsync(tools.Lister, source.Bucket, range, cancel).GetAsyncEnumerator(cancel);
        await using var targets = ReadAsync(tools.Lister, destination.Bucket, targetRange, cancel)
            .GetAsyncEnumerator(cancel);
        var (hasSource, hasTarget) = (await sources.MoveNextAsync(), await targets.MoveNextAsync());
        while (hasSource || hasTarget)
        {
            var order =
                !hasSource ? 1
                : !hasTarget ? -1
                : KeyOrder.Compare(sources.Current.Key, tools.Mapping.ToSource(targets.Current.Key));
            yield return new ObjectPair(order <= 0 ? sources.Current : null, order >= 0 ? targets.Current : null);
            hasSource = order <= 0 ? await sources.MoveNextAsync() : hasSource;
            hasTarget = order >= 0 ? await targets.MoveNextAsync() : hasTarget;
        }
    }

    private static async IAsyncEnumerable<ListedObject> ReadAsync(
        ObjectLister lister,
        string bucket,
        KeyRange range,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var next = lister.ListAsync(bucket, range.Prefix, range.After, cancel);
        while (next is not null)
        {
            var page = await next;
            var isLast = page.IsLast || page.Objects.Count == 0 || range.EndsBefore(page.Objects[^1].Key);
            next = isLast ? null : lister.ListAsync(bucket, range.Prefix, page.Objects[^1].Key, cancel);
            foreach (var item in page.Objects.TakeWhile(item => !range.EndsBefore(item.Key)))
            {
                yield return item;
            }
        }
    }
}
