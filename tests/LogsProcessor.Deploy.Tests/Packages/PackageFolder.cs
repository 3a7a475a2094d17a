using System.Runtime.InteropServices;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Packages;

/// <summary>What deploy/build.sh has made.</summary>
/// <param name="Path">The folder that holds it.</param>
internal sealed record PackageFolder(string Path)
{
    /// <summary>What <c>--architecture</c> takes for this machine.</summary>
    internal static readonly string ThisMachine =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x86_64";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly Lazy<Task<PackageFolder>> Tested = new(FindAsync);

    /// <summary>The package of the function.</summary>
    internal string Function => File("LogsProcessor.?.*.zip");

    /// <summary>The package of the deployment.</summary>
    internal string Deploy => File("LogsProcessor.Deploy.*.zip");

    /// <summary>The bill of materials.</summary>
    internal string Materials => File("*.cdx.json");

    /// <summary>
    /// The packages of the source that is tested, for this machine: in the folder that <c>LOGSPROCESSOR_PACKAGES</c> names; without it they
    /// are built, once for all tests.
    /// </summary>
    internal static Task<PackageFolder> OfTestedSourceAsync() => Tested.Value;

    /// <summary>Builds packages.</summary>
    /// <param name="source">The folder of the source.</param>
    /// <param name="architecture">What <c>--architecture</c> takes.</param>
    /// <param name="output">The folder for them.</param>
    internal static async Task<PackageFolder> BuildAsync(string source, string architecture, string output)
    {
        var command = new ProcessCommand(
            "bash",
            System.IO.Path.Combine(source, "deploy", "build.sh"),
            "--architecture",
            architecture,
            "--output",
            output
        );
        var result = await RunningProcess.RunAsync(command, Patience);
        Assert.True(result.ExitCode == 0, result.ToString());
        return new PackageFolder(output);
    }

    private static async Task<PackageFolder> FindAsync() =>
        Environment.GetEnvironmentVariable("LOGSPROCESSOR_PACKAGES") is { Length: > 0 } folder
            ? new PackageFolder(folder)
            : await BuildAsync(Repository.Root, ThisMachine, Repository.PathOf("artifacts", "tested-packages"));

    private string File(string pattern) =>
        Directory
            .GetFiles(Path, pattern)
            .Single(it =>
                pattern.Contains("Deploy", StringComparison.Ordinal)
                || !it.Contains("LogsProcessor.Deploy.", StringComparison.Ordinal)
            );
}
