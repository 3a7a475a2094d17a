namespace LogsProcessor.Bundle.Packing;

/// <summary>Memory that is shared by what is under way. One taker at a time, who gets its share when there is room; many givers.</summary>
/// <param name="total">The bytes there are. Who needs more than all of them gets them when nobody else has any.</param>
internal sealed class ByteBudget(long total)
{
    private readonly Lock _lock = new();
    private long _taken;
    private long _wanted;
    private TaskCompletionSource? _waiter;

    /// <summary>Waits until there is room, and takes it.</summary>
    internal Task TakeAsync(long bytes, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_taken == 0 || _taken + bytes <= total)
            {
                _taken += bytes;
                return Task.CompletedTask;
            }

            _wanted = bytes;
            _waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task.WaitAsync(cancel);
        }
    }

    /// <summary>Gives back.</summary>
    internal void Give(long bytes)
    {
        lock (_lock)
        {
            _taken -= bytes;
            if (_waiter is not null && (_taken == 0 || _taken + _wanted <= total))
            {
                _taken += _wanted;
                _waiter.SetResult();
                _waiter = null;
            }
        }
    }
}
