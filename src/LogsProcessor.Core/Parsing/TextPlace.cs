namespace LogsProcessor.Core.Parsing;

/// <summary>A piece of a text, as its place in it; a length of 0 means that there is no such piece.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its length.</param>
public readonly record struct TextPlace(int Start, int Length)
{
    /// <summary>The place from <paramref name="start"/> up to before <paramref name="end"/>.</summary>
    internal static TextPlace Between(int start, int end) => new(start, end - start);

    /// <summary>What is left of it from its byte <paramref name="offset"/> on.</summary>
    internal TextPlace From(int offset) => new(Start + offset, Length - offset);

    /// <summary>The piece that stands there in <paramref name="text"/>.</summary>
    internal ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text) => text.Slice(Start, Length);
}
