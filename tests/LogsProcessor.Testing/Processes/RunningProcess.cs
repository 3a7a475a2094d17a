using System.Diagnostics;
using System.Text;

namespace LogsProcessor.Testing.Processes;

/// <summary>A program that runs; it is killed when disposed of.</summary>
public sealed class RunningProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Signal _changed = new();
    private readonly Task _reading;
    private int _ended;

    private RunningProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(Reading(process.StandardOutput, _output), Reading(process.StandardError, _error));
    }

    /// <summary>What it has written to its standard output by now.</summary>
    public string Output => TextOf(_output);

    /// <summary>What it has written to its standard error by now.</summary>
    public string Error => TextOf(_error);

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts a program.</summary>
    public static RunningProcess Start(ProcessCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var process = Process.Start(StartInfoOf(command))!;
        var running = new RunningProcess(process);
        GiveInput(process.StandardInput.BaseStream, command.Input);
        return running;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="TimeoutException">It took longer, and was killed; the message holds what it wrote.</exception>
    public static async Task<ProcessResult> RunAsync(ProcessCommand command, TimeSpan timeout)
    {
        await using var running = Start(command);
        return await running.WaitAsync(timeout);
    }

    /// <summary>Waits until it has ended.</summary>
    /// <exception cref="TimeoutException">It runs on; the message holds what it has written.</exception>
    public async Task<ProcessResult> WaitAsync(TimeSpan timeout)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(timeout);
            await _reading.WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{_process.StartInfo.FileName} runs after {timeout.TotalSeconds} s: {Written}");
        }

        return new ProcessResult(_process.ExitCode, Output, Error);
    }

    /// <summary>Waits until what it has written is as wanted.</summary>
    /// <param name="condition">Looks at <see cref="Output"/> or <see cref="Error"/>.</param>
    /// <param name="timeout">The longest wait.</param>
    /// <param name="what">What is waited for, in words.</param>
    /// <exception cref="TimeoutException">It was not written in time; the message holds what was.</exception>
    /// <exception cref="InvalidOperationException">It ended without that.</exception>
    public async Task WaitUntilAsync(Func<RunningProcess, bool> condition, TimeSpan timeout, string what)
    {
        ArgumentNullException.ThrowIfNull(condition);
        await _changed.WaitAsync(() => condition(this) || HasSaidAll, timeout, () => $"no {what}: {Written}");
        if (!condition(this))
        {
            throw new InvalidOperationException($"{_process.StartInfo.FileName} ended, and no {what}: {Written}");
        }
    }

    /// <summary>Kills it and what it started, and waits for its end.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        await _reading;
        _process.Dispose();
    }

    /// <summary>Whether both its outputs have ended.</summary>
    private bool HasSaidAll => Volatile.Read(ref _ended) == 2;

    private string Written => $"\n--- output\n{Output}\n--- error\n{Error}";

    private static void GiveInput(Stream stream, byte[]? input)
    {
        using (stream)
        {
            try
            {
                stream.Write(input);
            }
            catch (IOException)
            {
                // It ended without reading all of it, sooner than this was written; its exit code and its output tell why.
            }
        }
    }

    private static ProcessStartInfo StartInfoOf(ProcessCommand command)
    {
        var info = new ProcessStartInfo(command.File, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = command.WorkingFolder ?? "",
        };
        foreach (var name in info.Environment.Keys.Where(IsDisturbing).ToArray())
        {
            info.Environment.Remove(name);
        }

        // A .NET program that is killed would leave the files of its diagnostics behind.
        info.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in command.Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private static bool IsDisturbing(string name) =>
        name.StartsWith("AWS_", StringComparison.Ordinal)
        || name.StartsWith("LOGSTASH_", StringComparison.Ordinal)
        || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// In a thread of its own: a pipe is read by a thread that waits. Taken from the pool, two processes would have all threads of a small
    /// machine, and whatever else goes on in this process would stand still until the pool makes others.
    /// </summary>
    private Task Reading(StreamReader reader, StringBuilder text) =>
        Task.Factory.StartNew(
            () => Read(reader, text),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    private void Read(StreamReader reader, StringBuilder text)
    {
        var buffer = new char[4096];
        while (reader.Read(buffer) is var read and > 0)
        {
            lock (text)
            {
                text.Append(buffer, 0, read);
            }

            _changed.Raise();
        }

        Interlocked.Increment(ref _ended);
        _changed.Raise();
    }

    private static string TextOf(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
