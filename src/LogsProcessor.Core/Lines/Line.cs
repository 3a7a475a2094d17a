namespace LogsProcessor.Core.Lines;

/// <summary>One line of an object: a piece of the reader's buffer.</summary>
public readonly ref struct Line
{
    internal Line(ReadOnlySpan<byte> bytes, long offset, int bufferStart, bool isCut)
    {
        Bytes = bytes;
        Offset = offset;
        BufferStart = bufferStart;
        IsCut = isCut;
    }

    /// <summary>The line without its end.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Where the line begins in the (decompressed) object, in bytes.</summary>
    public long Offset { get; }

    /// <summary>Whether it was longer than the bound, and only its head is here.</summary>
    public bool IsCut { get; }

    internal int BufferStart { get; }
}

/// <summary>What came of joining a line with the next.</summary>
public enum JoinOutcome
{
    /// <summary>They are one line now.</summary>
    Joined,

    /// <summary>The next line is not in the buffer as a whole.</summary>
    NeedsMore,

    /// <summary>There is no next line, or the two would be longer than the bound.</summary>
    NoNextLine,
}

/// <summary>Bounds of a <see cref="LineReader"/>.</summary>
public sealed record LineReaderOptions
{
    /// <summary>The longest line that is read whole, in bytes. Default 1 MiB.</summary>
    public int MostLineBytes { get; init; } = 1024 * 1024;

    /// <summary>The buffer at the beginning, in bytes. Default 128 KiB; tiny in debug builds, so that tests cross its end all the time.</summary>
    public int BufferBytes { get; init; } =
#if DEBUG
        64;
#else
        128 * 1024;
#endif
}
