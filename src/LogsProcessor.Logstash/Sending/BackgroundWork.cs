namespace LogsProcessor.Logstash.Sending;

/// <summary>Work that nobody awaits. A fault in it that nobody expected ends the run. Thread-safe.</summary>
internal sealed class BackgroundWork(EarlyEnd end)
{
    private readonly TaskCompletionSource _faulted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the first fault, and never otherwise.</summary>
    internal Task Faulted => _faulted.Task;

    /// <summary>Starts work.</summary>
    internal void Run(Func<Task> work) =>
        _ = work()
            .ContinueWith(
                task =>
                {
                    end.GiveUp($"internal fault: {task.Exception!.InnerException!.Message}");
                    _faulted.TrySetException(task.Exception.InnerExceptions);
                },
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default
            );
}
