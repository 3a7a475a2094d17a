using System.Diagnostics;
using System.IO.Compression;

namespace LogsProcessor.Benchmarks.Running;

/// <summary>The folder in which <c>run.sh</c> has put programs, peers and the published product, and in which inputs are made.</summary>
/// <param name="Folder">Its full path.</param>
internal sealed record Workshop(string Folder)
{
    private const int Seed = 1;

    /// <summary>The published command-line program, native.</summary>
    public string Cli => Path.Combine(Folder, "cli", "logsprocessor");

    /// <summary>The same as IL, which the .NET runtime compiles while it runs.</summary>
    public string CliAsIl => Path.Combine(Folder, "cli-il", "logsprocessor");

    /// <summary>The Node pipeline.</summary>
    public string NodePipeline => Path.Combine(Folder, "node", "ship.mjs");

    /// <summary>The folder that syslog-ng was unpacked in; there only if it is to take part.</summary>
    public string SyslogNg => Path.Combine(Folder, "syslog-ng");

    /// <summary>One of the programs written in C.</summary>
    public string Program(string name) => Path.Combine(Folder, "programs", name);

    /// <summary>The published function.</summary>
    /// <param name="package">How it was published: native, jit, r2r, trimmed.</param>
    public string Function(string package) => Path.Combine(Folder, $"function-{package}");

    /// <summary>A generated log, the same on every machine; made when it is first asked for.</summary>
    public async Task<LogFile> LogAsync(string format, long lines, bool isGzip)
    {
        var text = new FileInfo(Path.Combine(Folder, "inputs", $"{format}-{lines}.log"));
        if (!text.Exists)
        {
            text.Directory!.Create();
            await GenerateAsync(format, lines, text.FullName);
            text.Refresh();
        }

        if (!isGzip)
        {
            return new LogFile(text.FullName, lines, text.Length);
        }

        var compressed = text.FullName + ".gz";
        if (!File.Exists(compressed))
        {
            await CompressAsync(text.FullName, compressed);
        }

        return new LogFile(compressed, lines, text.Length);
    }

    private async Task GenerateAsync(string format, long lines, string path)
    {
        string[] arguments = ["generate", "--format", format, "--lines", $"{lines}", "--seed", $"{Seed}"];
        var start = new ProcessStartInfo(Cli, arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await using (var file = File.Create(path + ".part"))
        {
            await process.StandardOutput.BaseStream.CopyToAsync(file);
        }

        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new BenchmarkException($"'{Cli} {string.Join(' ', arguments)}' ended with code {process.ExitCode}");
        }

        File.Move(path + ".part", path);
    }

    private static async Task CompressAsync(string path, string compressed)
    {
        await using (var text = File.OpenRead(path))
        await using (var file = File.Create(compressed + ".part"))
        await using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
        {
            await text.CopyToAsync(gzip);
        }

        File.Move(compressed + ".part", compressed);
    }
}

/// <summary>A log file to ship.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="TextBytes">The bytes of its text, inflated if it is gzip.</param>
internal sealed record LogFile(string Path, long Lines, long TextBytes);
