using LogsProcessor.Aws.Listing;
using LogsProcessor.Clone.Keys;

namespace LogsProcessor.Clone.Planning;

/// <summary>A range that is being listed, page by page, and cut into segments on the way. Its end comes nearer when others take a part of it.</summary>
/// <param name="range">The range.</param>
/// <param name="options">The size of a segment.</param>
internal sealed class OpenRange(KeyRange range, CloneOptions options)
{
    private string _segmentAfter = range.After;
    private long _objects;
    private long _bytes;

    /// <summary>The last key listed.</summary>
    internal string Position { get; private set; } = range.After;

    /// <summary>The range's last key; null for the prefix's last.</summary>
    internal string? Through { get; private set; } = range.Through;

    /// <summary>Whether it is worth a cut: a page of it was listed since the last one, or what was cut off held nothing.</summary>
    internal bool MayBeCut { get; set; }

    /// <summary>The range of which this is a part that was cut off, until its first page is there.</summary>
    internal OpenRange? CutFrom { get; set; }

    /// <summary>How many characters the last page's keys have in common.</summary>
    internal int Alike { get; private set; }

    /// <summary>How much of the last page was in the range.</summary>
    internal (int Objects, long Bytes) LastPage { get; private set; }

    /// <summary>What is left of it.</summary>
    internal KeyRange Rest => new(range.Prefix, Position, Through);

    /// <summary>Gives away the end of it, behind a key.</summary>
    internal OpenRange CutAt(string middle)
    {
        var end = new OpenRange(new KeyRange(range.Prefix, middle, Through), options) { CutFrom = this };
        Through = middle;
        MayBeCut = false;
        return end;
    }

    /// <summary>Takes in a page.</summary>
    /// <param name="page">The objects behind <see cref="Position"/>.</param>
    /// <param name="segments">Gets the segments that are full.</param>
    /// <returns>Whether the range's end is reached.</returns>
    internal bool Take(KeyPage page, List<Segment> segments)
    {
        LastPage = default;
        foreach (var item in page.Objects)
        {
            if (Rest.EndsBefore(item.Key))
            {
                return true;
            }

            LastPage = (LastPage.Objects + 1, LastPage.Bytes + item.Size);
            Position = item.Key;
            _objects++;
            _bytes += item.Size;
            if (_objects >= options.SegmentObjects || _bytes >= options.SegmentBytes)
            {
                segments.Add(Cut(item.Key));
            }
        }

        if (LastPage.Objects > 0)
        {
            Alike = page.Objects[0].Key.AsSpan().CommonPrefixLength(Position);
            MayBeCut = true;
        }

        return page.IsLast;
    }

    /// <summary>The last segment, from the one before to the range's end; null if that one ends there.</summary>
    /// <param name="isDone">Whether the range's end is reached. Else nobody knows how much is in the segment.</param>
    internal Segment? Finish(bool isDone) =>
        _segmentAfter == Through ? null
        : isDone ? Cut(Through)
        : Cut(Through) with { Objects = null, Bytes = null };

    private Segment Cut(string? through)
    {
        var segment = new Segment(0, range.Prefix, _segmentAfter, through, _objects, _bytes);
        _segmentAfter = through ?? "";
        _objects = _bytes = 0;
        return segment;
    }
}
