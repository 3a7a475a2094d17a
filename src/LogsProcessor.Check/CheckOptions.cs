using LogsProcessor.Check.Reading;

namespace LogsProcessor.Check;

/// <summary>Bounds of a check.</summary>
public sealed record CheckOptions
{
    /// <summary>How CSV is read; the delimiter is the schema's.</summary>
    public CsvOptions Csv { get; init; } = new();

    /// <summary>
    /// The memory for values that have to be unique, in bytes. Default 32 MiB, which does for two million of them. Values beyond are only
    /// compared with those that are remembered, and the report says how many.
    /// </summary>
    public long UniqueBytes { get; init; } = 32 * 1024 * 1024;
}
