namespace LogsProcessor.Functions.Hosting;

/// <summary>
/// Divides the time that Lambda leaves a run. One thing after the other ends, so that the summary is told in any case: reading,
/// delivering, waiting for what is on its way, finishing.
/// </summary>
internal sealed class RunDeadline : IDisposable
{
    // What is left of the time kept back, when each ends. Three tenths are for finishing: all that was delivered is delivered once more if
    // the place is not kept in time.
    private const double AtGiveUp = 0.6;
    private const double AtBreakOff = 0.4;
    private const double AtFinish = 0.1;

    private readonly CancellationTokenSource _stopReading;
    private readonly CancellationTokenSource _giveUp;
    private readonly CancellationTokenSource _breakOff;
    private readonly CancellationTokenSource _finish;

    /// <param name="deadline">When Lambda ends the run; null, or a time that is past already, for no end.</param>
    /// <param name="margin">The time kept back. Of a short run it takes a third at most.</param>
    /// <param name="clock">The time.</param>
    internal RunDeadline(DateTimeOffset? deadline, TimeSpan margin, TimeProvider clock)
    {
        var left = deadline - clock.GetUtcNow() is { Ticks: > 0 } time ? time : Timeout.InfiniteTimeSpan;
        var kept = margin < left / 3 ? margin : left / 3;
        _stopReading = After(1);
        _giveUp = After(AtGiveUp);
        _breakOff = After(AtBreakOff);
        _finish = After(AtFinish);

        CancellationTokenSource After(double ofKept) =>
            new(left == Timeout.InfiniteTimeSpan ? left : left - (kept * ofKept), clock);
    }

    /// <summary>Reading ends; what was read is delivered.</summary>
    internal CancellationToken StopReading => _stopReading.Token;

    /// <summary>Delivering ends, too; what is on its way is still confirmed.</summary>
    internal CancellationToken GiveUp => _giveUp.Token;

    /// <summary>What is not confirmed by now is given up.</summary>
    internal CancellationToken BreakOff => _breakOff.Token;

    /// <summary>What is done with the objects afterwards ends; there is just the summary to tell.</summary>
    internal CancellationToken Finish => _finish.Token;

    public void Dispose()
    {
        _stopReading.Dispose();
        _giveUp.Dispose();
        _breakOff.Dispose();
        _finish.Dispose();
    }
}
