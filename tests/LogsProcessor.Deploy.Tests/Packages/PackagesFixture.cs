using System.Runtime.InteropServices;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Packages;

/// <summary>
/// The packages for this machine, built here and in a copy elsewhere, and those that run anywhere. Those built here are in the folder that
/// <c>LOGSPROCESSOR_PACKAGES</c> names; without it they are built now.
/// </summary>
public sealed class PackagesFixture : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly string Here =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x86_64";

    private readonly TemporaryFolder _folder = new();
    private SourceCopy? _copy;
    private string _anywhere = "";

    /// <summary>The folders that hold them, one of each place.</summary>
    public IReadOnlyList<string> Folders { get; private set; } = [];

    /// <summary>The package of the function.</summary>
    internal string Function => FunctionIn(Folders[0]);

    /// <summary>The package of the function that runs on every architecture.</summary>
    internal string FunctionAnywhere => FunctionIn(_anywhere);

    /// <summary>The package of the deployment.</summary>
    internal string Deploy => Directory.GetFiles(Folders[0], "LogsProcessor.Deploy.*.zip").Single();

    /// <summary>The bill of materials.</summary>
    internal string Materials => MaterialsIn(Folders[0]);

    /// <summary>The bill of materials of <see cref="FunctionAnywhere"/>.</summary>
    internal string MaterialsAnywhere => MaterialsIn(_anywhere);

    public async Task InitializeAsync()
    {
        _copy = await SourceCopy.CreateAsync();
        var built = Environment.GetEnvironmentVariable("LOGSPROCESSOR_PACKAGES") is { Length: > 0 } folder
            ? folder
            : await BuildAsync(Repository.Root, Here);
        Folders = [built, await BuildAsync(_copy.Path, Here)];
        _anywhere = await BuildAsync(_copy.Path, "any");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _copy?.Dispose();
        _folder.Dispose();
    }

    /// <summary>Builds the packages.</summary>
    /// <param name="source">The folder of the source.</param>
    /// <param name="architecture">What <c>--architecture</c> takes.</param>
    /// <returns>The folder that holds them.</returns>
    private async Task<string> BuildAsync(string source, string architecture)
    {
        var output = _folder.File(Path.GetRandomFileName());
        var command = new ProcessCommand(
            "bash",
            Path.Combine(source, "deploy", "build.sh"),
            "--architecture",
            architecture,
            "--output",
            output
        );
        var result = await RunningProcess.RunAsync(command, Patience);
        Assert.True(result.ExitCode == 0, result.ToString());
        return output;
    }

    private static string FunctionIn(string folder) =>
        Directory
            .GetFiles(folder, "LogsProcessor.?.*.zip")
            .Single(it => !it.Contains("Deploy", StringComparison.Ordinal));

    private static string MaterialsIn(string folder) => Directory.GetFiles(folder, "*.cdx.json").Single();
}

/// <summary>The tests that use the packages.</summary>
[CollectionDefinition(Name)]
public sealed class BuiltPackages : ICollectionFixture<PackagesFixture>
{
    public const string Name = "packages";
}
