using LogsProcessor.Testing;
using LogsProcessor.Testing.Lambda;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.EndToEnd.Tests.Functions;

/// <summary>The built function, run as a process as Lambda runs it.</summary>
internal sealed class FunctionInstance : IAsyncDisposable
{
    /// <summary>Ample, and more than the time the function keeps back of it: a run that takes so long hangs.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly LambdaRuntimeApi _api;
    private int _invocations;

    private FunctionInstance(LambdaRuntimeApi api, RunningProcess process)
    {
        _api = api;
        Process = process;
    }

    internal RunningProcess Process { get; }

    /// <summary>What the function reports if it cannot start.</summary>
    internal Task<LambdaAnswer> InitError => _api.InitError.WaitAsync(Deadline);

    /// <summary>Everything it has logged by now.</summary>
    internal IReadOnlyList<string> LogLines => LinesOf(Process);

    /// <summary>Starts it with these settings.</summary>
    internal static async Task<FunctionInstance> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var api = await LambdaRuntimeApi.StartAsync();
        var environment = new Dictionary<string, string>(settings) { ["AWS_LAMBDA_RUNTIME_API"] = api.Address };
        var command = ProcessCommand.Program(Repository.Function) with { Environment = environment };
        return new FunctionInstance(api, RunningProcess.Start(command));
    }

    /// <summary>Invokes it, and waits for its answer and for the run's summary.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="deadline">The time it has, if that is to be short.</param>
    internal async Task<(LambdaAnswer Answer, RunSummaryLine Summary)> InvokeAsync(
        string payload,
        TimeSpan? deadline = null
    )
    {
        var answer = await _api.InvokeAsync(payload, deadline ?? Deadline);
        _invocations++;
        // It was written before the answer, but comes by another way.
        await Process.WaitUntilAsync(
            it => RunSummaryLine.AllOf(LinesOf(it)).Count >= _invocations,
            TimeSpan.FromMinutes(1),
            $"summary of invocation {_invocations}"
        );
        return (answer, RunSummaryLine.AllOf(LogLines)[_invocations - 1]);
    }

    /// <summary>Invokes it, and kills it at a moment, by the signal that no process hears of.</summary>
    internal async Task InvokeAndKillAsync(string payload, Func<Task> moment)
    {
        await _api.BeginAsync(payload, Deadline);
        await moment();
        await Process.KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await _api.DisposeAsync();
    }

    // The last line may not be whole yet.
    private static IReadOnlyList<string> LinesOf(RunningProcess process) =>
        [.. (process.Output + process.Error).Split('\n')[..^1]];
}
