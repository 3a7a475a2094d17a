using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.EndToEnd.Tests;

/// <summary>Receivers that do nothing wrong, and take their time.</summary>
internal static class UnhurriedReceiver
{
    internal const string ReadsSlowly = "reads slowly";
    internal const string AcceptsLate = "accepts late";

    /// <summary>Starts one. Its buffer is small, so that its pace is felt from the first bytes on.</summary>
    /// <param name="manner">One of the constants.</param>
    /// <param name="lines">How many lines will come: few are read in small pieces, many at a pace that a test can wait for.</param>
    internal static FakeLogstash Start(string manner, int lines) =>
        FakeLogstash.Start(
            new FakeLogstashOptions
            {
                Scripts = [manner == ReadsSlowly ? ReadingSlowly(lines) : AcceptingLate],
                ReceiveBuffer = 16 * 1024,
            }
        );

    private static ConnectionScript AcceptingLate =>
        new() { BeforeAccept = stop => Task.Delay(TimeSpan.FromMilliseconds(100), stop) };

    private static ConnectionScript ReadingSlowly(int lines) =>
        new()
        {
            BeforeRead = stop => Task.Delay(TimeSpan.FromMilliseconds(lines < 100 ? 20 : 2), stop),
            ReadSize = lines < 100 ? 100 : 32 * 1024,
        };
}
