using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.EndToEnd.Tests.Cli;

/// <summary>The built command-line program, run as a process.</summary>
internal static class LogsProcessorCli
{
    /// <summary>Ample: a run that takes so long hangs.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    internal static Task<ProcessResult> RunAsync(params IReadOnlyList<string> arguments) =>
        RunAsync(new Dictionary<string, string>(), arguments);

    internal static Task<ProcessResult> RunAsync(
        IReadOnlyDictionary<string, string> environment,
        params IReadOnlyList<string> arguments
    ) => RunningProcess.RunAsync(Command(arguments) with { Environment = environment }, Timeout);

    internal static ProcessCommand Command(params IReadOnlyList<string> arguments) =>
        ProcessCommand.Program(Repository.Cli, arguments) with
        {
            WorkingFolder = Repository.Root,
        };

    /// <summary>Writes a generated log into a file; the same one for the same arguments.</summary>
    internal static async Task GenerateAsync(string format, int lines, string path)
    {
        var result = await RunAsync("generate", "--format", format, "--lines", $"{lines}", "--seed", "7");
        Assert.True(result.ExitCode == 0, result.ToString());
        await File.WriteAllTextAsync(path, result.Output);
    }

    /// <summary>The summary of a run: it must be the last line of its standard output.</summary>
    internal static RunSummaryLine SummaryOf(ProcessResult result)
    {
        Assert.True(result.OutputLines.Count > 0, result.ToString());
        return RunSummaryLine.Read(result.OutputLines[^1]);
    }
}
