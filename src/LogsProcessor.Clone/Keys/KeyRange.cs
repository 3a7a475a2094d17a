namespace LogsProcessor.Clone.Keys;

/// <summary>The keys with a prefix from behind one key up to and with another.</summary>
/// <param name="Prefix">What they begin with.</param>
/// <param name="After">The key before the first, there or not; empty for the prefix's first.</param>
/// <param name="Through">The last, there or not; null for the prefix's last.</param>
internal sealed record KeyRange(string Prefix, string After, string? Through)
{
    /// <summary>All keys with a prefix.</summary>
    internal static KeyRange Of(string prefix) => new(prefix, "", null);

    /// <summary>Whether a key with the prefix lies behind the range.</summary>
    internal bool EndsBefore(string key) => Through is not null && KeyOrder.Compare(key, Through) > 0;
}
