using System.Buffers.Text;
using System.Diagnostics;

namespace LogsProcessor.Core.Summary;

/// <summary>The most memory that this process has had resident at once.</summary>
public static class PeakMemory
{
    private const int BytesOfMegabyte = 1024 * 1024;
    private const int BytesOfKilobyte = 1024;

    /// <summary>In MiB, up to now.</summary>
    public static int Megabytes() =>
        (int)((FromStatus() ?? Process.GetCurrentProcess().PeakWorkingSet64) / BytesOfMegabyte);

    /// <summary>
    /// What Linux says, in bytes; null elsewhere. <see cref="Process"/> reads the same file, but also all that there is to know of each
    /// thread, which in a warm function took an eighth of a small object's time.
    /// </summary>
    private static long? FromStatus() =>
        OperatingSystem.IsLinux() ? PeakOf(File.ReadAllBytes("/proc/self/status")) : null;

    /// <summary>The line <c>VmHWM:	   27528 kB</c> of a status file, in bytes; null if there is none. Source: proc_pid_status(5).</summary>
    internal static long? PeakOf(ReadOnlySpan<byte> status)
    {
        var name = "\nVmHWM:"u8;
        var start = status.IndexOf(name);
        return
            start >= 0
            && Utf8Parser.TryParse(status[(start + name.Length)..].TrimStart(" \t"u8), out long kilobytes, out _)
            ? kilobytes * BytesOfKilobyte
            : null;
    }
}
