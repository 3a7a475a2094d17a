using System.Runtime.InteropServices;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Packages;

/// <summary>The repository's files as they are now, as a commit in a folder of their own: the same commit in each copy.</summary>
internal sealed class SourceCopy : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();

    /// <summary>Where it is.</summary>
    internal string Path => _folder.File("source");

    /// <summary>Copies and commits.</summary>
    internal static async Task<SourceCopy> CreateAsync()
    {
        var copy = new SourceCopy();
        var listed = await GitAsync(Repository.Root, "ls-files", "--cached", "--others", "--exclude-standard");
        foreach (var file in listed.OutputLines.Where(it => File.Exists(Repository.PathOf(it))))
        {
            var target = System.IO.Path.Combine(copy.Path, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(Repository.PathOf(file), target);
        }

        await GitAsync(copy.Path, "init", "--quiet");
        await GitAsync(copy.Path, "add", "--all");
        await GitAsync(copy.Path, "commit", "--quiet", "--message", "source");
        return copy;
    }

    /// <summary>Builds the packages in it.</summary>
    /// <param name="architecture">What <c>--architecture</c> takes.</param>
    /// <returns>The folder that holds them.</returns>
    internal async Task<string> BuildAsync(string architecture)
    {
        var output = _folder.File($"packages-{architecture}");
        var command = new ProcessCommand(
            "bash",
            System.IO.Path.Combine(Path, "deploy", "build.sh"),
            "--architecture",
            architecture,
            "--output",
            output
        );
        var result = await RunningProcess.RunAsync(command, TimeSpan.FromMinutes(15));
        Assert.True(result.ExitCode == 0, result.ToString());
        return output;
    }

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();

    private static async Task<ProcessResult> GitAsync(string folder, params string[] arguments)
    {
        const string Date = "2026-03-04T05:06:07Z";
        var environment = new Dictionary<string, string>
        {
            ["GIT_AUTHOR_DATE"] = Date,
            ["GIT_COMMITTER_DATE"] = Date,
            ["GIT_AUTHOR_NAME"] = "test",
            ["GIT_COMMITTER_NAME"] = "test",
            ["GIT_AUTHOR_EMAIL"] = "test@example.net",
            ["GIT_COMMITTER_EMAIL"] = "test@example.net",
        };
        var command = new ProcessCommand("git", [.. arguments]) { WorkingFolder = folder, Environment = environment };
        var result = await RunningProcess.RunAsync(command, Patience);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }
}

/// <summary>The packages for this machine, built once in each of two places, and those that run anywhere.</summary>
public sealed class PackagesFixture : IAsyncLifetime
{
    private static readonly string Here =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x86_64";

    private SourceCopy[] _copies = [];
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
        _copies = [await SourceCopy.CreateAsync(), await SourceCopy.CreateAsync()];
        Folders = [await _copies[0].BuildAsync(Here), await _copies[1].BuildAsync(Here)];
        _anywhere = await _copies[0].BuildAsync("any");
    }

    public Task DisposeAsync()
    {
        foreach (var copy in _copies)
        {
            copy.Dispose();
        }

        return Task.CompletedTask;
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
