using LogsProcessor.Core;
using LogsProcessor.Core.Json;

namespace LogsProcessor.Logstash.Sending;

/// <summary>
/// The batches of a run: so many and no more. When all are under way, whoever wants one waits, and so reading stops when sending
/// does; waiters are served in order. Thread-safe.
/// </summary>
/// <param name="store">Where they come from, and go at the end.</param>
/// <param name="first">So many there may be at the beginning, or as many as the store holds.</param>
/// <param name="most">So many there may be when enough of them have come back.</param>
internal sealed class BatchAllowance(BatchStore store, int first, int most)
{
    /// <summary>When so many have come back, there may be one more.</summary>
    private const int BackForAnother = 8;

    private readonly int _first = Math.Max(first, store.Count);
    private readonly Lock _lock = new();
    private readonly Stack<Batch> _free = new();
    private readonly Queue<TaskCompletionSource<Batch>> _waiters = new();
    private int _made;
    private int _back;
    private string? _closedBecause;

    /// <summary>The bytes of half the batches there may be by now: while they are being confirmed, there are others to fill.</summary>
    internal long HalfInBytes
    {
        get
        {
            lock (_lock)
            {
                return (long)MostByNow / 2 * Batch.TargetBytes;
            }
        }
    }

    /// <summary>Whether somebody waits: batches under way should be confirmed soon.</summary>
    internal bool IsExhausted
    {
        get
        {
            lock (_lock)
            {
                return _waiters.Count > 0;
            }
        }
    }

    private int MostByNow => Math.Min(_first + (_back / BackForAnother), most);

    /// <summary>A free batch, now or later.</summary>
    /// <exception cref="DeliveryException">There will be none any more.</exception>
    internal ValueTask<Batch> TakeAsync(CancellationToken cancel)
    {
        TaskCompletionSource<Batch> waiter;
        lock (_lock)
        {
            if (_closedBecause is not null)
            {
                throw new DeliveryException(_closedBecause);
            }

            if (_free.TryPop(out var free))
            {
                return ValueTask.FromResult(free);
            }

            if (_made < MostByNow)
            {
                _made++;
                return ValueTask.FromResult(store.Take());
            }

            waiter = new TaskCompletionSource<Batch>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Enqueue(waiter);
        }

        return WaitAsync(waiter, cancel);
    }

    /// <summary>Takes a batch back.</summary>
    internal void GiveBack(Batch batch)
    {
        batch.Clear();
        lock (_lock)
        {
            _back++;
            while (_waiters.TryDequeue(out var waiter))
            {
                if (waiter.TrySetResult(batch))
                {
                    return;
                }
            }

            _free.Push(batch);
        }
    }

    /// <summary>Lends no more.</summary>
    internal void Close(string reason)
    {
        lock (_lock)
        {
            _closedBecause ??= reason;
            while (_waiters.TryDequeue(out var waiter))
            {
                waiter.TrySetException(new DeliveryException(reason));
            }
        }
    }

    /// <summary>Gives all batches that are free back to the store, at the end of the run.</summary>
    internal void Release()
    {
        lock (_lock)
        {
            while (_free.TryPop(out var batch))
            {
                store.Keep(batch);
            }
        }
    }

    private static async ValueTask<Batch> WaitAsync(TaskCompletionSource<Batch> waiter, CancellationToken cancel)
    {
        await using var registration = cancel.Register(() => waiter.TrySetCanceled(cancel));
        return await waiter.Task;
    }
}
