using Serilog;

namespace LogsProcessor.Functions.Hosting;

/// <summary>Takes invocations from Lambda, one after the other, and answers each.</summary>
internal sealed class RuntimeLoop(RuntimeApi runtime, IFunction function, ILogger log)
{
    /// <summary>Runs until the Runtime API closes the connection, which is how a test or an emulator ends it. Lambda just freezes the process.</summary>
    internal async Task RunAsync()
    {
        while (true)
        {
            Invocation invocation;
            try
            {
                invocation = await runtime.NextAsync();
            }
            catch (HttpRequestException exception)
            {
                log.Information("The Runtime API is gone: {Reason}", exception.Message);
                return;
            }

            await runtime.PostResultAsync(invocation.RequestId, await InvokeAsync(invocation));
        }
    }

    private async Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        try
        {
            return await function.InvokeAsync(invocation);
        }
#pragma warning disable CA1031 // The one broad catch: whatever it was, Lambda is told, so that it tries again, and the loop goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.Error(exception, "The invocation failed: {Message}", exception.Message);
            return InvocationResult.Failed(exception.GetType().Name, exception.Message);
        }
    }
}
