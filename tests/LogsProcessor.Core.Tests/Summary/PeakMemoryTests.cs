using System.Diagnostics;
using System.Text;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core.Tests.Summary;

public sealed class PeakMemoryTests
{
    [Theory]
    [InlineData("Name:\tbootstrap\nVmPeak:\t 2 kB\nVmHWM:\t   27528 kB\nVmRSS:\t   1 kB\n", 27528L * 1024)]
    [InlineData("Name:\tbootstrap\nVmHWM:\t0 kB\n", 0L)]
    [InlineData("Name:\tVmHWM: 5 kB\nVmRSS:\t   1 kB\n", null)]
    [InlineData("Name:\tbootstrap\nVmHWM:\tmuch\n", null)]
    [InlineData("", null)]
    public void It_is_what_the_system_calls_the_high_water_mark(string status, long? bytes) =>
        Assert.Equal(bytes, PeakMemory.PeakOf(Encoding.ASCII.GetBytes(status)));

    [Fact]
    public void It_agrees_with_what_the_runtime_says_of_the_process()
    {
        var before = Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024);

        var peak = PeakMemory.Megabytes();

        Assert.InRange(peak, before, Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024));
    }
}
