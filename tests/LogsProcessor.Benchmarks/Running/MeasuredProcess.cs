using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LogsProcessor.Benchmarks.Results;

namespace LogsProcessor.Benchmarks.Running;

/// <summary>A process that runs under the program <c>measure</c>, which reports what it used.</summary>
internal sealed class MeasuredProcess : IDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly string _report;
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private MeasuredProcess(Process process, string report)
    {
        _process = process;
        _report = report;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a command, with <paramref name="environment"/> set on top of this process's own.</summary>
    public static MeasuredProcess Start(
        Workshop workshop,
        IEnumerable<string> command,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var report = Path.Combine(workshop.Folder, $"report-{Guid.NewGuid():N}.json");
        var start = new ProcessStartInfo(workshop.Program("measure"), [report, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workshop.Folder,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new MeasuredProcess(process, report);
    }

    /// <summary>What it has used since its start.</summary>
    public ProcessRun UsedSoFar()
    {
        // "measure" has one child.
        var id = int.Parse(
            File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children").Trim(),
            CultureInfo.InvariantCulture
        );
        return new ProcessRun(
            ProcessClock.CpuSeconds(id),
            Stopwatch.GetElapsedTime(_started).TotalSeconds,
            Math.Round(PeakKb(id) / 1024.0, 1)
        );
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="exitCode">The exit code that it must have.</param>
    /// <returns>What it used, and what it wrote to its standard output.</returns>
    /// <exception cref="BenchmarkException">It ended with another code; the message holds what it wrote.</exception>
    public async Task<(ProcessRun Used, string Output)> WaitAsync(int exitCode = 0)
    {
        await _process.WaitForExitAsync();
        var output = await _output;
        if (_process.ExitCode != exitCode)
        {
            throw new BenchmarkException(
                $"'{string.Join(' ', _process.StartInfo.ArgumentList.Skip(1))}' ended with code {_process.ExitCode}, not {exitCode}:\n"
                    + output
                    + await _error
            );
        }

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(_report));
        var figures = report.RootElement;
        return (
            new ProcessRun(
                figures.GetProperty("cpuSeconds").GetDouble(),
                figures.GetProperty("wallSeconds").GetDouble(),
                Math.Round(figures.GetProperty("peakKb").GetInt64() / 1024.0, 1)
            ),
            output
        );
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <param name="exitCode">The exit code that it must have; a process that SIGTERM ended has 143.</param>
    public async Task<ProcessRun> EndAsync(int exitCode)
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        return (await WaitAsync(exitCode)).Used;
    }

    private static long PeakKb(int id)
    {
        const string Field = "VmHWM:";
        var line = File.ReadLines($"/proc/{id}/status")
            .Single(line => line.StartsWith(Field, StringComparison.Ordinal));
        return long.Parse(
            line[Field.Length..].Replace("kB", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        File.Delete(_report);
    }
}

/// <summary>The benchmark cannot go on; the message says why.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
