using System.Text.Json;
using LogsProcessor.Benchmarks.Running;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>The product's <c>ship</c>, as published. A run counts only if its summary and the receiver agree that all has arrived.</summary>
internal sealed class Product(Workshop workshop, string name) : IContestant
{
    public string Name => name;

    /// <summary>The layout of the documents. Default <c>aws</c>.</summary>
    public string Layout { get; init; } = "aws";

    /// <summary>The most connections. Default 8, the product's own default.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>Whether it is the program that the runtime compiles, rather than the native one.</summary>
    public bool IsIl { get; init; }

    /// <summary>Whether it may use one core alone.</summary>
    public bool OnOneCore { get; init; }

    public int Objects { get; init; } = 1;

    public async Task<Shipment> ShipAsync(LogFile log)
    {
        using var receiver = await Receiver.StartAsync(workshop);
        using var process = MeasuredProcess.Start(workshop, [.. Command(log, receiver.Port)]);
        var (used, output) = await process.WaitAsync();
        var (bytes, lines) = await receiver.EndAsync();
        using var summary = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        var sent = summary.RootElement.GetProperty("lines").GetProperty("sent").GetInt64();
        if (sent != lines)
        {
            throw new BenchmarkException($"{log.Path}: {sent} lines sent, but the receiver got {lines}");
        }

        return new Shipment(used, bytes);
    }

    private IEnumerable<string> Command(LogFile log, int port)
    {
        IEnumerable<string> pinned = OnOneCore ? ["taskset", "--cpu-list", "0"] : [];
        var objects = Enumerable.Range(0, Objects).Select(number => ObjectOf(log, number));
        string[] options = ["--logstash", $"127.0.0.1:{port}", "--layout", Layout, "--connections", $"{Connections}"];
        return [.. pinned, IsIl ? workshop.CliAsIl : workshop.Cli, "ship", .. objects, .. options];
    }

    // The same file under several names: each name is an object of its own.
    private static string ObjectOf(LogFile log, int number)
    {
        if (number == 0)
        {
            return log.Path;
        }

        var path = Path.Combine(Path.GetDirectoryName(log.Path)!, $"object-{number}-{Path.GetFileName(log.Path)}");
        if (!File.Exists(path))
        {
            File.Copy(log.Path, path);
        }

        return path;
    }
}
