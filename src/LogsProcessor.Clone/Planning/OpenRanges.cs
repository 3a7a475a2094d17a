using LogsProcessor.Clone.Keys;

namespace LogsProcessor.Clone.Planning;

/// <summary>The ranges that are listed, and those that wait for it. Not thread-safe.</summary>
internal sealed class OpenRanges
{
    private readonly Queue<OpenRange> _waiting = [];
    private readonly LinkedList<OpenRange> _listed = [];
    private int _cuts;

    /// <summary>Whether there is none any more.</summary>
    internal bool AreListed => _waiting.Count + _listed.Count == 0;

    /// <summary>Adds one to wait.</summary>
    internal void Add(OpenRange range) => _waiting.Enqueue(range);

    /// <summary>Takes one to list: one that waits, or the end of one that another lists; null if there is neither.</summary>
    internal OpenRange? TryTake()
    {
        var range = _waiting.TryDequeue(out var first) ? first : TryCut();
        if (range is not null)
        {
            _listed.AddLast(range);
        }

        return range;
    }

    /// <summary>One is listed.</summary>
    internal void Remove(OpenRange range) => _listed.Remove(range);

    /// <summary>
    /// Cuts the range that has waited longest for it. Every other time the cut is made close to what was listed last: keys that begin with a
    /// long common text would take a cut for each of its letters.
    /// </summary>
    private OpenRange? TryCut()
    {
        for (var node = _listed.First; node is not null; node = node.Next)
        {
            var range = node.Value;
            if (!range.MayBeCut)
            {
                continue;
            }

            var alike = _cuts++ % 2 == 0 ? 0 : range.Alike;
            if (KeyMiddle.Of(range.Rest, alike) is not { } middle)
            {
                range.MayBeCut = false;
                continue;
            }

            _listed.Remove(node);
            _listed.AddLast(node);
            return range.CutAt(middle);
        }

        return null;
    }
}
