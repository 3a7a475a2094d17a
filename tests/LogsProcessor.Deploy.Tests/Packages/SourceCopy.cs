using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Packages;

/// <summary>The same commit in a folder of its own, with what is changed and not committed.</summary>
internal sealed class SourceCopy : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();

    /// <summary>Where it is.</summary>
    internal string Path => _folder.File("source");

    /// <summary>Makes a copy.</summary>
    internal static async Task<SourceCopy> CreateAsync()
    {
        var copy = new SourceCopy();
        await GitAsync("clone", "--quiet", "--no-checkout", Repository.Root, copy.Path);
        var listed = await GitAsync("-C", Repository.Root, "ls-files", "--cached", "--others", "--exclude-standard");
        foreach (var file in listed.OutputLines.Where(it => File.Exists(Repository.PathOf(it))))
        {
            var target = System.IO.Path.Combine(copy.Path, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(Repository.PathOf(file), target);
        }

        return copy;
    }

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();

    private static async Task<ProcessResult> GitAsync(params string[] arguments)
    {
        var result = await RunningProcess.RunAsync(new ProcessCommand("git", arguments), Patience);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }
}
