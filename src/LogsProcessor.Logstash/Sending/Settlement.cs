using LogsProcessor.Core.Json;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Logstash.Sending;

/// <summary>
/// What becomes of each batch: it is confirmed; or it is in doubt, or found no connection, and is tried again after a while; or it is
/// given up, and with it the run. Thread-safe.
/// </summary>
internal sealed class Settlement(
    LogstashOptions options,
    RunSummary summary,
    TimeProvider clock,
    BatchAllowance allowance,
    EarlyEnd end,
    BackgroundWork background
)
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Batches that nobody knows yet what becomes of; and one for the run itself, until no more will come.</summary>
    private int _unsettled = 1;

    /// <summary>Puts a batch that is tried again back among those that wait.</summary>
    internal required Action<Batch> OnAgain { get; init; }

    /// <summary>A batch is handed over: it will be settled.</summary>
    internal void Expect() => Interlocked.Increment(ref _unsettled);

    /// <summary>No more batches will come. Waits until each is settled. To be called once.</summary>
    internal Task DrainAsync()
    {
        CountOneDown();
        return _drained.Task;
    }

    /// <summary>The connection that carried the batch has ended: in order, or by a fault.</summary>
    internal void Settle(Batch batch, string? fault)
    {
        if (fault is null)
        {
            batch.Source!.AddSent(batch.Lines);
            Release(batch);
            return;
        }

        // In doubt: it may have arrived. It goes out again all the same, for a duplicate has the same ids, and a loss has none.
        batch.IsInDoubt = true;
        TryAgain(batch, fault);
    }

    /// <summary>There was no connection for the batch within the longest wait. A receiver that was never there is not waited for again.</summary>
    internal void Postpone(Batch batch, string fault)
    {
        batch.Attempts = summary.Connections.Created == 0 ? options.MostAttempts : batch.Attempts;
        TryAgain(batch, fault);
    }

    /// <summary>The batch is not delivered.</summary>
    internal void Abandon(Batch batch, string reason)
    {
        var source = batch.Source!;
        source.AddUndelivered(batch.Lines, batch.Start);
        if (!end.IsOutOfTime)
        {
            summary.Failures.Sending.Add(
                new Failure(
                    $"{batch.Lines} lines, at bytes {batch.FirstOffset} to {batch.LastOffset}, were not delivered: {reason}",
                    source.Name,
                    Offset: batch.FirstOffset
                )
            );
        }

        Release(batch);
    }

    private void TryAgain(Batch batch, string fault)
    {
        if (end.GivenUp.IsCancellationRequested || batch.Attempts >= options.MostAttempts)
        {
            Abandon(batch, fault);
            end.GiveUp(fault);
            return;
        }

        background.Run(() => TryAgainLaterAsync(batch));
    }

    private async Task TryAgainLaterAsync(Batch batch)
    {
        try
        {
            await Task.Delay(Backoff.Delay(batch.Attempts, Random.Shared.NextDouble()), clock, end.GivenUp);
        }
        catch (OperationCanceledException)
        {
            Abandon(batch, end.Reason);
            return;
        }

        OnAgain(batch);
    }

    private void Release(Batch batch)
    {
        allowance.GiveBack(batch);
        CountOneDown();
    }

    private void CountOneDown()
    {
        if (Interlocked.Decrement(ref _unsettled) == 0)
        {
            _drained.TrySetResult();
        }
    }
}
