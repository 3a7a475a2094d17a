namespace LogsProcessor.Check.Rules;

/// <summary>A fixed set of byte strings. Immutable.</summary>
internal sealed class ByteSet
{
    private readonly byte[][]?[] _buckets;

    internal ByteSet(IReadOnlyCollection<byte[]> items)
    {
        _buckets = new byte[][]?[Math.Max(1, items.Count * 2)];
        foreach (var group in items.GroupBy(item => BucketOf(item)))
        {
            _buckets[group.Key] = [.. group];
        }
    }

    /// <summary>Whether it has a string.</summary>
    internal bool Contains(ReadOnlySpan<byte> text)
    {
        foreach (var item in _buckets[BucketOf(text)] ?? [])
        {
            if (text.SequenceEqual(item))
            {
                return true;
            }
        }

        return false;
    }

    private int BucketOf(ReadOnlySpan<byte> text) => (int)(ValueHash.Of(text).Low % (uint)_buckets.Length);
}
