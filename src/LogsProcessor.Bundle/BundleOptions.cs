using System.IO.Compression;
using LogsProcessor.Bundle.Zip;

namespace LogsProcessor.Bundle;

/// <summary>How a bundle is made.</summary>
public sealed record BundleOptions
{
    private const int Mebibyte = 1024 * 1024;

    /// <summary>So many objects are fetched and packed ahead at most, 1 to 500. Default 32.</summary>
    public int ObjectsAhead { get; init; } = 32;

    /// <summary>The memory for what is fetched and packed ahead, in bytes. Default 32 MiB.</summary>
    public int BytesAhead { get; init; } = 32 * Mebibyte;

    /// <summary>Objects up to this length are packed in memory, in bytes; longer ones go through as a stream. Default 8 MiB.</summary>
    internal int MostPackedBytes { get; init; } = 8 * Mebibyte;

    /// <summary>How hard text is compressed.</summary>
    internal CompressionLevel Level { get; init; } = CompressionLevel.Optimal;

    /// <summary>Where Zip64 begins.</summary>
    internal ZipLimits Limits { get; init; } = ZipLimits.OfFormat;
}
