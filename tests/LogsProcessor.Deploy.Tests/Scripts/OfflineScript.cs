using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Scripts;

/// <summary>One of the project's scripts, with nothing at AWS's address.</summary>
internal static class OfflineScript
{
    internal static Task<ProcessResult> RunAsync(string script, params IReadOnlyList<string> arguments) =>
        RunningProcess.RunAsync(
            new ProcessCommand("bash", [Repository.PathOf("deploy", script), .. arguments])
            {
                Environment = new Dictionary<string, string>
                {
                    ["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{Loopback.FreePort()}",
                },
            },
            TimeSpan.FromMinutes(5)
        );
}
