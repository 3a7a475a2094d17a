using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LogsProcessor.Benchmarks.Results;
using LogsProcessor.Benchmarks.Running;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>What figures depend on besides the code.</summary>
internal static class MachineFacts
{
    /// <summary>This machine.</summary>
    /// <param name="loadAtStart">The load average before building added to it.</param>
    public static Machine Read(double loadAtStart) =>
        new(
            ValueOf("/proc/cpuinfo", "model name"),
            Environment.ProcessorCount,
            long.Parse(ValueOf("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture) / 1024,
            File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
            loadAtStart
        );

    /// <summary>The name of its results file.</summary>
    public static string NameOf(Machine machine)
    {
        var words = machine.Cpu.Split([' ', '(', ')', '@', '/'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join('-', [.. words.Select(word => word.ToLowerInvariant()), $"{machine.Cores}-cores"]);
    }

    /// <summary>What takes part, and in which version.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> VersionsAsync(Workshop workshop, bool hasPeers)
    {
        var versions = new Dictionary<string, string>
        {
            ["logsprocessor"] = await FirstLineAsync(workshop.Cli, "--version"),
            [".NET"] = Environment.Version.ToString(),
            ["gcc"] = await FirstLineAsync("gcc", "-dumpfullversion"),
        };
        if (hasPeers)
        {
            versions["node"] = await FirstLineAsync("node", "--version");
            versions["generic-pool"] = GenericPoolVersion(workshop);
        }

        if (hasPeers && Directory.Exists(workshop.SyslogNg))
        {
            versions["syslog-ng"] = (await File.ReadAllTextAsync(Path.Combine(workshop.SyslogNg, "version"))).Trim();
        }

        return versions;
    }

    private static string ValueOf(string file, string name) =>
        File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':')[1].Trim();

    private static string GenericPoolVersion(Workshop workshop)
    {
        var folder = Path.GetDirectoryName(workshop.NodePipeline)!;
        using var package = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(folder, "node_modules/generic-pool/package.json"))
        );
        return package.RootElement.GetProperty("version").GetString()!;
    }

    private static async Task<string> FirstLineAsync(string file, string argument)
    {
        using var process = Process.Start(new ProcessStartInfo(file, [argument]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Split('\n')[0].Trim();
    }
}
