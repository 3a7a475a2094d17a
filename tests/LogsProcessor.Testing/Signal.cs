namespace LogsProcessor.Testing;

/// <summary>Lets tests wait for what another thread does, without polling. Thread-safe.</summary>
public sealed class Signal
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = New();

    /// <summary>Something has changed: those who wait look again.</summary>
    public void Raise()
    {
        lock (_lock)
        {
            _changed.TrySetResult();
            _changed = New();
        }
    }

    /// <summary>Waits until <paramref name="condition"/> holds.</summary>
    /// <param name="condition">What is waited for; it is looked at now and after each change.</param>
    /// <param name="timeout">The longest wait.</param>
    /// <param name="describe">What is missing, for the error's message.</param>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public async Task WaitAsync(Func<bool> condition, TimeSpan timeout, Func<string> describe)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(describe);
        using var late = new CancellationTokenSource(timeout);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                // Taken before the look: a change that comes between the two is not missed.
                changed = _changed.Task;
            }

            if (condition())
            {
                return;
            }

            try
            {
                await changed.WaitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"after {timeout.TotalSeconds:0.#} s: {describe()}");
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
