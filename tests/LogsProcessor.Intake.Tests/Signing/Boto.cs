using System.Text;
using System.Text.Json;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Intake.Tests.Signing;

/// <summary>AWS's own signer for Python, in the interpreter that the emulator runs in.</summary>
internal static class Boto
{
    /// <summary>Signs cases; see <c>sign.py</c> for what they hold.</summary>
    internal static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> SignAsync(
        IEnumerable<Dictionary<string, object?>> cases
    )
    {
        var lines = string.Concat(cases.Select(it => JsonSerializer.Serialize(it) + "\n"));
        var script = Path.Combine(AppContext.BaseDirectory, "Signing", "sign.py");
        var command = new ProcessCommand(Interpreter(), script) { Input = Encoding.UTF8.GetBytes(lines) };
        var result = await RunningProcess.RunAsync(command, TimeSpan.FromMinutes(3));
        Assert.True(result.ExitCode == 0, result.ToString());
        return [.. result.OutputLines.Select(line => JsonSerializer.Deserialize<Dictionary<string, string>>(line)!)];
    }

    private static string Interpreter()
    {
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        var folder =
            folders.FirstOrDefault(it => File.Exists(Path.Combine(it, "moto_server")))
            ?? throw new InvalidOperationException("no moto_server on the PATH: tests/run.sh installs it");
        return Path.Combine(folder, "python3");
    }
}
