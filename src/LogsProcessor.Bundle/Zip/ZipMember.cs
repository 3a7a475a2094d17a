namespace LogsProcessor.Bundle.Zip;

/// <summary>How a member's bytes are kept.</summary>
public enum ZipMethod
{
    /// <summary>As they are: what is compressed already gains nothing.</summary>
    Stored = 0,

    /// <summary>By DEFLATE.</summary>
    Deflated = 8,
}

/// <summary>What an archive's directory says of a member.</summary>
/// <param name="Name">Its name in the archive.</param>
public sealed record ZipMember(string Name)
{
    /// <summary>How its bytes are kept.</summary>
    public ZipMethod Method { get; init; }

    /// <summary>The CRC-32 of its content.</summary>
    public uint Crc { get; init; }

    /// <summary>The length of its content.</summary>
    public long Bytes { get; init; }

    /// <summary>How many bytes it takes in the archive, without its header.</summary>
    public long CompressedBytes { get; init; }

    /// <summary>Where its header begins, from the archive's first byte.</summary>
    public long Offset { get; init; }

    /// <summary>When its content was written, to the second; null if that is not known.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>The ETag of the object it was made of, without quotes; empty if the archive does not say.</summary>
    public string ETag { get; init; } = "";

    /// <summary>Whether checksum and lengths stand behind its bytes, for whoever wrote them did not know them before.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Whether it takes a password to read it.</summary>
    public bool IsEncrypted { get; init; }
}
