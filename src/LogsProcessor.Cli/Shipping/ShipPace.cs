using System.Globalization;

namespace LogsProcessor.Cli.Shipping;

/// <summary>How fast lines and bytes went, in words.</summary>
internal static class ShipPace
{
    private const double BytesInMegabyte = 1_000_000;

    /// <summary>As in <c>12,345 lines/s, 6.7 MB/s</c>.</summary>
    public static string Describe(long lines, long bytes, TimeSpan elapsed)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{lines / seconds:N0} lines/s, {bytes / seconds / BytesInMegabyte:N1} MB/s"
        );
    }
}
