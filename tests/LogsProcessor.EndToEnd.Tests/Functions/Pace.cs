using System.Diagnostics;

namespace LogsProcessor.EndToEnd.Tests.Functions;

/// <summary>
/// A steady pace: on a machine with other work a turn may come late, and the next ones come sooner for it. Pauses add up where each is
/// waited for by itself, and a receiver of so many bytes a second would be one of far fewer. Thread-safe.
/// </summary>
/// <param name="interval">The time between two turns.</param>
internal sealed class Pace(TimeSpan interval)
{
    /// <summary>So much is made up for; what was missed before, because nobody asked for a turn, is not.</summary>
    private static readonly TimeSpan MostBehind = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private TimeSpan _due;

    /// <summary>Waits for the next turn.</summary>
    internal Task WaitAsync(CancellationToken stop)
    {
        lock (_lock)
        {
            var now = Stopwatch.GetElapsedTime(_started);
            _due = (_due > now - MostBehind ? _due : now - MostBehind) + interval;
            return _due > now ? Task.Delay(_due - now, stop) : Task.CompletedTask;
        }
    }
}
