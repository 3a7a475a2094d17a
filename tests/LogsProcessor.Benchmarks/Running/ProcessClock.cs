using System.ComponentModel;
using System.Runtime.InteropServices;

namespace LogsProcessor.Benchmarks.Running;

/// <summary>
/// The kernel's clock of the CPU time of a process that still runs. It counts nanoseconds; <c>/proc</c> tells hundredths of a second.
/// </summary>
internal static partial class ProcessClock
{
    // The kernel's name for the clock of a whole process, of scheduled time (CPUCLOCK_SCHED): see clock_getcpuclockid(3).
    private const int ScheduledTime = 2;

    /// <summary>User and system time of all its threads, those that have ended included, in seconds.</summary>
    /// <exception cref="Win32Exception">There is no such process.</exception>
    internal static double CpuSeconds(int processId) =>
        clock_gettime((~processId << 3) | ScheduledTime, out var time) == 0
            ? time.Seconds + (time.Nanoseconds / 1e9)
            : throw new Win32Exception();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int clock_gettime(int clock, out Timespec time);

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
