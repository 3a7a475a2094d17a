namespace LogsProcessor.Logstash.Sending;

/// <summary>
/// How delivering ends before all is delivered: given up, for a fault or because the time is over, and then broken off. Thread-safe.
/// </summary>
internal sealed class EarlyEnd(BatchAllowance allowance) : IDisposable
{
    internal const string TimeIsOver = "the time of the run was over";

    private readonly CancellationTokenSource _givenUp = new();
    private readonly CancellationTokenSource _brokenOff = new();
    private string? _reason;
    private volatile bool _isOutOfTime;

    /// <summary>Nothing more is put on its way; what is on it is still confirmed.</summary>
    internal CancellationToken GivenUp => _givenUp.Token;

    /// <summary>Nothing is waited for any longer.</summary>
    internal CancellationToken BrokenOff => _brokenOff.Token;

    /// <summary>Whether it was given up because the time was over, and for nothing else.</summary>
    internal bool IsOutOfTime => _isOutOfTime;

    /// <summary>Why a batch that nothing else was wrong with is not delivered.</summary>
    internal string Reason => $"the run had given up: {_reason}";

    /// <summary>Gives up. The first reason is the one that is told.</summary>
    internal void GiveUp(string reason)
    {
        Interlocked.CompareExchange(ref _reason, reason, null);
        allowance.Close(reason);
        _givenUp.Cancel();
    }

    /// <summary>Gives up because the time is over.</summary>
    internal void RunOutOfTime()
    {
        // Whoever had given up before has told why.
        _isOutOfTime |= !_givenUp.IsCancellationRequested;
        GiveUp(TimeIsOver);
    }

    /// <summary>Does not wait for what is on its way either.</summary>
    internal void BreakOff()
    {
        RunOutOfTime();
        _brokenOff.Cancel();
    }

    public void Dispose()
    {
        _givenUp.Dispose();
        _brokenOff.Dispose();
    }
}
