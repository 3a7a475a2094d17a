namespace LogsProcessor.Testing;

/// <summary>The keys of each bucket, kept in order: a page of a list costs what is on it, however many keys there are.</summary>
public sealed partial class FakeS3
{
    private const string BehindAllKeys = "\U0010FFFF";

    private readonly Dictionary<string, SortedSet<string>> _keys = new(StringComparer.Ordinal);

    /// <summary>Each request is answered so much later. Default 0.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether requests are remembered. Default yes; a measurement of very many has no use for them.</summary>
    public bool IsRecording { get; set; } = true;

    /// <summary>The keys of a bucket, sorted as S3 sorts them.</summary>
    public IReadOnlyList<string> Keys(string bucket)
    {
        lock (_lock)
        {
            return _keys.TryGetValue(bucket, out var keys) ? [.. keys] : [];
        }
    }

    /// <summary>Puts one object under many keys, at little cost for each.</summary>
    public void PutMany(string bucket, IEnumerable<string> keys, FakeS3Object item)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_lock)
        {
            _buckets.Add(bucket);
            foreach (var key in keys)
            {
                _objects[(bucket, key)] = [item];
                Index(bucket, key);
            }
        }
    }

    /// <summary>Takes an object away.</summary>
    public void Delete(string bucket, string key)
    {
        lock (_lock)
        {
            _objects.Remove((bucket, key));
            Unindex(bucket, key);
        }
    }

    /// <summary>The first keys with a prefix behind a key, under the lock.</summary>
    private IEnumerable<string> KeysAfter(string bucket, string prefix, string after)
    {
        if (!_keys.TryGetValue(bucket, out var keys))
        {
            return [];
        }

        var from = Utf8Order.Instance.Compare(prefix, after) > 0 ? prefix : after;
        var to = prefix + BehindAllKeys;
        return Utf8Order.Instance.Compare(from, to) > 0
            ? []
            : keys.GetViewBetween(from, to)
                .SkipWhile(key => key == after)
                .TakeWhile(key => key.StartsWith(prefix, StringComparison.Ordinal));
    }

    private void Index(string bucket, string key)
    {
        if (!_keys.TryGetValue(bucket, out var keys))
        {
            _keys[bucket] = keys = new SortedSet<string>(Utf8Order.Instance);
        }

        keys.Add(key);
    }

    private void Unindex(string bucket, string key) => _keys.GetValueOrDefault(bucket)?.Remove(key);
}
