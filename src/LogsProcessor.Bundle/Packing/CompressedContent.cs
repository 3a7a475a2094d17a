namespace LogsProcessor.Bundle.Packing;

/// <summary>Tells content that is compressed already, by its first bytes: to compress it again takes time and gains nothing.</summary>
internal static class CompressedContent
{
    /// <summary>So many bytes do.</summary>
    internal const int SampleBytes = 6;

    /// <summary>Whether it is gzip, Zstandard, bzip2, xz or ZIP.</summary>
    internal static bool Is(ReadOnlySpan<byte> content) =>
        content
            is [0x1F, 0x8B, ..]
                or [0x28, 0xB5, 0x2F, 0xFD, ..]
                or [(byte)'B', (byte)'Z', (byte)'h', ..]
                or [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..]
                or [(byte)'P', (byte)'K', 3, 4, ..];
}
