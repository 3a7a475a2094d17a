namespace LogsProcessor.Clone.Keys;

/// <summary>
/// The order in which S3 lists keys: that of their UTF-8 bytes. .NET compares UTF-16, in which what needs a pair of surrogates comes before
/// U+E000 to U+FFFF instead of behind.
/// </summary>
internal static class KeyOrder
{
    /// <summary>Less than 0 if <paramref name="first"/> comes before <paramref name="second"/>, 0 if they are the same.</summary>
    internal static int Compare(string first, string second)
    {
        var same = first.AsSpan().CommonPrefixLength(second);
        if (same == first.Length || same == second.Length)
        {
            return first.Length.CompareTo(second.Length);
        }

        return Rank(first[same]).CompareTo(Rank(second[same]));
    }

    /// <summary>Surrogates behind all others.</summary>
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
