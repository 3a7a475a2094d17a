namespace LogsProcessor.Functions.Hosting;

/// <summary>A function that Lambda invokes. Built once, invoked many times, one after the other.</summary>
internal interface IFunction : IDisposable
{
    /// <summary>Handles one invocation.</summary>
    Task<InvocationResult> InvokeAsync(Invocation invocation);
}
