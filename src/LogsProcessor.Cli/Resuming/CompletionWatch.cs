using LogsProcessor.Core;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Resuming;

/// <summary>
/// Records objects while a run goes on, as soon as each of their lines is confirmed. A run that is killed has lost of its record what was
/// confirmed in the last interval, and what was not confirmed yet: that is shipped again, under the same ids.
/// </summary>
/// <param name="log">Where they are recorded.</param>
/// <param name="summary">The run.</param>
/// <param name="clock">Times the looks.</param>
internal sealed class CompletionWatch(ResumeLog log, RunSummary summary, TimeProvider clock)
{
    /// <summary>Each look that finds something waits for the disk once.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly List<ObjectTally> _pending = [];
    private int _seen;

    /// <summary>Records until <paramref name="shipping"/> ends, and what was confirmed at its end.</summary>
    /// <exception cref="IOException">The record cannot be written. The shipping goes on.</exception>
    public async Task FollowAsync(Task shipping)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (!shipping.IsCompleted)
        {
            RecordDone();
            await Task.WhenAny(shipping, timer.WaitForNextTickAsync(CancellationToken.None).AsTask());
        }

        RecordDone();
    }

    /// <summary>Records the objects that were completed since the last look.</summary>
    public void RecordDone()
    {
        var objects = summary.Objects;
        _pending.AddRange(objects.Skip(_seen));
        _seen = objects.Count;
        var done = new List<ObjectIdentity>();
        _pending.RemoveAll(tally =>
        {
            var isDone = tally.Outcome == Outcome.Completed;
            if (isDone && tally.Identity is { } identity)
            {
                done.Add(identity);
            }

            return isDone;
        });
        log.Record(done);
    }
}
