using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Listing;

namespace LogsProcessor.Clone.Copying;

/// <summary>Whether two objects have the same content.</summary>
internal enum Likeness
{
    /// <summary>Yes.</summary>
    Same,

    /// <summary>No.</summary>
    Different,

    /// <summary>They are of the same size, and neither their ETags nor their checksums tell more.</summary>
    Unknown,
}

/// <summary>
/// Compares the two sides of a pair without reading them: by size, by ETag, and where ETags are not those of the content alone (parts,
/// encryption with a key) by the checksums of the whole content, if both have one of the same kind.
/// </summary>
/// <param name="tools">How to look closer.</param>
internal sealed class Comparison(CloneTools tools)
{
    /// <summary>Compares.</summary>
    internal async ValueTask<Likeness> CompareAsync(ListedObject source, ListedObject target, CancellationToken cancel)
    {
        if (source.Size != target.Size)
        {
            return Likeness.Different;
        }

        return source.ETag == target.ETag && source.ETag.Length > 0
            ? Likeness.Same
            : await LookCloserAsync(source, target, cancel);
    }

    private async Task<Likeness> LookCloserAsync(ListedObject source, ListedObject target, CancellationToken cancel)
    {
        var mapping = tools.Mapping;
        var sourceFacts = tools.Copier.FindAsync(new ObjectReference(mapping.Source.Bucket, source.Key), cancel);
        var targetFacts = tools.Copier.FindAsync(new ObjectReference(mapping.Destination.Bucket, target.Key), cancel);
        var (of, there) = (await sourceFacts, await targetFacts);
        if (of?.ETag != source.ETag || there?.ETag != target.ETag)
        {
            // One of them was replaced since it was listed: whatever it is now, it is not what was compared.
            return Likeness.Different;
        }

        return CompareChecksums(of, there)
            ?? (
                source.IsInParts || target.IsInParts || of.IsETagOfKey || there.IsETagOfKey
                    ? Likeness.Unknown
                    : Likeness.Different
            );
    }

    private static Likeness? CompareChecksums(ObjectFacts source, ObjectFacts target)
    {
        foreach (var (algorithm, sum) in source.Checksums)
        {
            if (target.Checksums.TryGetValue(algorithm, out var other))
            {
                return sum == other ? Likeness.Same : Likeness.Different;
            }
        }

        return null;
    }
}
