namespace LogsProcessor.Bundle.Zip;

/// <summary>Where the fields of plain ZIP end, and those of Zip64 begin. Lower ones are for tests: what they give is valid, too.</summary>
internal sealed record ZipLimits
{
    /// <summary>The limits of the format.</summary>
    internal static ZipLimits OfFormat { get; } = new();

    /// <summary>Lengths and offsets from here on take Zip64.</summary>
    internal long Bytes { get; init; } = uint.MaxValue;

    /// <summary>So many members, or more, take Zip64.</summary>
    internal long Members { get; init; } = ushort.MaxValue;

    /// <summary>Whether a length that is not known yet may reach the limit: DEFLATE can make content that does not compress a little longer.</summary>
    internal bool MayReach(long bytes) => bytes + (bytes >> 10) + 64 >= Bytes;
}
