namespace LogsProcessor.Clone.Planning;

/// <summary>Puts small segments together that follow on one another: side by side, lists end in many small remainders.</summary>
/// <param name="options">The size of a segment.</param>
internal sealed class SegmentShelf(CloneOptions options)
{
    private readonly Dictionary<(string Prefix, string After), Segment> _byStart = [];
    private readonly Dictionary<(string Prefix, string Through), Segment> _byEnd = [];

    /// <summary>Adds a segment.</summary>
    /// <returns>It, or it with its neighbours, if that is enough for one; null if it waits for them.</returns>
    internal Segment? Add(Segment segment)
    {
        if (segment.Objects is null || IsEnough(segment))
        {
            return segment;
        }

        if (_byEnd.TryGetValue((segment.Prefix, segment.After), out var before) && Fits(before, segment))
        {
            Remove(before);
            segment = before.JoinedWith(segment);
        }

        if (
            segment.Through is { } through
            && _byStart.TryGetValue((segment.Prefix, through), out var next)
            && Fits(segment, next)
        )
        {
            Remove(next);
            segment = segment.JoinedWith(next);
        }

        if (IsEnough(segment))
        {
            return segment;
        }

        _byStart[(segment.Prefix, segment.After)] = segment;
        if (segment.Through is { } end)
        {
            _byEnd[(segment.Prefix, end)] = segment;
        }

        return null;
    }

    /// <summary>Those that wait; nothing comes any more.</summary>
    internal IReadOnlyCollection<Segment> Rest => _byStart.Values;

    private bool Fits(Segment first, Segment second) =>
        first.Objects + second.Objects <= options.SegmentObjects && first.Bytes + second.Bytes <= options.SegmentBytes;

    private bool IsEnough(Segment segment) =>
        segment.Objects >= options.SegmentObjects / 2 || segment.Bytes >= options.SegmentBytes / 2;

    private void Remove(Segment segment)
    {
        _byStart.Remove((segment.Prefix, segment.After));
        if (segment.Through is { } end)
        {
            _byEnd.Remove((segment.Prefix, end));
        }
    }
}
