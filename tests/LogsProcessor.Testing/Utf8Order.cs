namespace LogsProcessor.Testing;

/// <summary>The order in which S3 lists keys: that of their UTF-8 bytes, which is that of their code points. .NET's ordinal order is another.</summary>
public sealed class Utf8Order : IComparer<string>
{
    /// <summary>The order.</summary>
    public static Utf8Order Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var same = x.AsSpan().CommonPrefixLength(y);
        // A pair of surrogates is compared whole, and stands behind all that needs none.
        same -= same > 0 && char.IsHighSurrogate(x[same - 1]) ? 1 : 0;
        return CodePoint(x, same).CompareTo(CodePoint(y, same));
    }

    private static int CodePoint(string text, int index) =>
        index == text.Length ? -1 : char.ConvertToUtf32(text, index);
}
