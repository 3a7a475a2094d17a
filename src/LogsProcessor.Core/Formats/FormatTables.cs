namespace LogsProcessor.Core.Formats;

/// <summary>The tables of all formats.</summary>
public static class FormatTables
{
    /// <summary>All tables, in the order of <see cref="LogFormat"/>.</summary>
    public static IReadOnlyList<FormatTable> All { get; } =
    [ClassicFormat.Table, AlbFormat.Table, AlbConnectionFormat.Table, AlbHealthCheckFormat.Table, NlbFormat.Table];

    /// <summary>The table of <paramref name="format"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The format is <see cref="LogFormat.Unknown"/>.</exception>
    public static FormatTable Of(LogFormat format) =>
        format is >= LogFormat.Classic and <= LogFormat.Nlb
            ? All[(int)format - 1]
            : throw new ArgumentOutOfRangeException(nameof(format), format, "not a known log format");

    /// <summary>The format of that short name (<c>clb</c>, <c>alb</c>, …), or null.</summary>
    public static FormatTable? Find(string name) => All.FirstOrDefault(table => table.Name == name);
}
