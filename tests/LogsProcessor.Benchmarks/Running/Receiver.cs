using System.Diagnostics;
using System.Globalization;

namespace LogsProcessor.Benchmarks.Running;

/// <summary>The plain receiver: the program <c>sink</c>, a process of its own, so that what it uses is not counted.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly Process _process;

    private Receiver(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>Its port on the loopback address.</summary>
    public int Port { get; }

    /// <summary>Starts one.</summary>
    /// <param name="workshop">Where the program is.</param>
    /// <param name="expectedLines">What <see cref="WaitForLinesAsync"/> waits for; 0: nothing.</param>
    public static async Task<Receiver> StartAsync(Workshop workshop, long expectedLines = 0)
    {
        var start = new ProcessStartInfo(workshop.Program("sink"), [$"{expectedLines}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync();
        return new Receiver(process, int.Parse(port!, CultureInfo.InvariantCulture));
    }

    /// <summary>Waits until the expected number of lines has come.</summary>
    /// <exception cref="BenchmarkException">They did not come in time.</exception>
    public async Task WaitForLinesAsync(TimeSpan longest)
    {
        using var late = new CancellationTokenSource(longest);
        try
        {
            await _process.StandardOutput.ReadLineAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            throw new BenchmarkException($"the receiver had not got all lines after {longest.TotalSeconds} s");
        }
    }

    /// <summary>Ends it.</summary>
    /// <returns>What it has got.</returns>
    public async Task<(long Bytes, long Lines)> EndAsync()
    {
        _process.StandardInput.Close();
        var counts = (await _process.StandardOutput.ReadToEndAsync()).Trim().Split(' ');
        return (
            long.Parse(counts[0], CultureInfo.InvariantCulture),
            long.Parse(counts[1], CultureInfo.InvariantCulture)
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
