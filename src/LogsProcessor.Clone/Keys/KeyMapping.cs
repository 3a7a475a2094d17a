namespace LogsProcessor.Clone.Keys;

/// <summary>Where an object goes: the source's prefix is replaced by the destination's, the rest of the key stays. Order is kept.</summary>
/// <param name="Source">Where from.</param>
/// <param name="Destination">Where to.</param>
internal sealed record KeyMapping(ClonePlace Source, ClonePlace Destination)
{
    /// <summary>The key of the copy.</summary>
    internal string ToDestination(string key) => string.Concat(Destination.Prefix, key.AsSpan(Source.Prefix.Length));

    /// <summary>The key of what was copied.</summary>
    internal string ToSource(string key) => string.Concat(Source.Prefix, key.AsSpan(Destination.Prefix.Length));

    /// <summary>The range of the copies of a range.</summary>
    internal KeyRange ToDestination(KeyRange range) =>
        new(
            ToDestination(range.Prefix),
            range.After.Length == 0 ? "" : ToDestination(range.After),
            range.Through is null ? null : ToDestination(range.Through)
        );
}
