namespace LogsProcessor.Check.Reading;

/// <summary>How CSV is read.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between two fields. Default: a comma.</summary>
    public byte Delimiter { get; init; } = (byte)',';

    /// <summary>
    /// The longest record, in bytes. Default 1 MiB. A quote that is not closed within it counts as never closed.
    /// </summary>
    public int MostRecordBytes { get; init; } = 1024 * 1024;

    /// <summary>The size of the reading buffer at the beginning, in bytes. Default 256 KiB. It grows up to the longest record.</summary>
    public int BufferBytes { get; init; } = 256 * 1024;
}
