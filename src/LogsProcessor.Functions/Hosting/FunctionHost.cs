using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Bundle;
using LogsProcessor.Functions.Check;
using LogsProcessor.Functions.Clone;
using LogsProcessor.Functions.Intake;
using LogsProcessor.Functions.Ship;
using Serilog;

namespace LogsProcessor.Functions.Hosting;

/// <summary>
/// The process that Lambda starts: it checks the settings, builds the function and its clients once, then answers invocations until
/// Lambda ends it. Faults at the start go to Lambda's <c>init/error</c>, all of them in one message.
/// </summary>
internal static class FunctionHost
{
    private const string RuntimeApiVariable = "AWS_LAMBDA_RUNTIME_API";

    /// <summary>Runs until the Runtime API is gone.</summary>
    /// <param name="setting">Gives an environment variable.</param>
    /// <param name="clock">The time.</param>
    /// <returns>The exit code: 1 if the function could not be started.</returns>
    internal static async Task<int> RunAsync(Func<string, string?> setting, TimeProvider clock)
    {
        using var log = RunLog.Create(Console.OpenStandardOutput());
        if (setting(RuntimeApiVariable) is not { Length: > 0 } address)
        {
            log.Error("{Variable} is not set: this program is started by AWS Lambda", RuntimeApiVariable);
            return 1;
        }

        using var runtime = new RuntimeApi(address);
        IFunction function;
        try
        {
            function = Build(setting, log, clock);
        }
        catch (SettingsException exception)
        {
            log.Error("The settings cannot be used: {Faults}", exception.Message);
            await runtime.PostInitErrorAsync(new InvocationError(nameof(SettingsException), exception.Message));
            return 1;
        }

        using (function)
        {
            await new RuntimeLoop(runtime, function, log).RunAsync();
        }

        return 0;
    }

    private static IFunction Build(Func<string, string?> setting, ILogger log, TimeProvider clock)
    {
        var settings = new SettingsReader(setting);
        var read = settings.Choice(
            "FUNCTION",
            ShipFunction.Read,
            [
                ("ship", ShipFunction.Read),
                ("clone-plan", CloneFunction.ReadPlan),
                ("clone-copy", CloneFunction.ReadCopy),
                ("bundle", BundleFunction.Read),
                ("check", CheckFunction.Read),
                ("intake", IntakeFunction.Read),
                ("move", MoveFunction.Read),
            ]
        );
        var build = read(settings);
        settings.ThrowIfFaulty();
        return build(log, clock);
    }
}
