using System.Globalization;
using LogsProcessor.Benchmarks.Running;

namespace LogsProcessor.Benchmarks;

/// <summary>What <c>run.sh</c> asks for.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>Where programs, peers, packages and inputs are.</summary>
    public required Workshop Workshop { get; init; }

    /// <summary>The folder of the results files.</summary>
    public required string ResultsFolder { get; init; }

    /// <summary>The results file's name without its ending; null: made from the machine.</summary>
    public string? MachineName { get; init; }

    /// <summary>So many turns each contestant has.</summary>
    public required int Rounds { get; init; }

    /// <summary>Lines of the usual input.</summary>
    public required long Lines { get; init; }

    /// <summary>Bytes, about, of the object that is shipped with little memory.</summary>
    public required long BigObjectBytes { get; init; }

    /// <summary>The parts to run: any of macro, function, micro.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>Whether the Node pipeline and syslog-ng take part.</summary>
    public required bool HasPeers { get; init; }

    /// <summary>The load average of the last minute before the run began.</summary>
    public required double LoadAtStart { get; init; }

    /// <summary>Reads the options from environment variables, <c>BENCHMARK_…</c>.</summary>
    /// <exception cref="BenchmarkException">One is missing.</exception>
    public static BenchmarkOptions Read(Func<string, string?> variable)
    {
        string Text(string name) =>
            variable($"BENCHMARK_{name}") is { Length: > 0 } value
                ? value
                : throw new BenchmarkException($"BENCHMARK_{name} is not set: run.sh starts this program");
        long Number(string name) => long.Parse(Text(name), CultureInfo.InvariantCulture);
        return new BenchmarkOptions
        {
            Workshop = new Workshop(Text("WORKSHOP")),
            ResultsFolder = Text("RESULTS"),
            MachineName = variable("BENCHMARK_MACHINE") is { Length: > 0 } name ? name : null,
            Rounds = (int)Number("ROUNDS"),
            Lines = Number("LINES"),
            BigObjectBytes = Number("BIG_OBJECT_BYTES"),
            Parts = Text("PARTS").Split(','),
            HasPeers = Text("PEERS") == "on",
            LoadAtStart = double.Parse(Text("LOAD"), CultureInfo.InvariantCulture),
        };
    }
}
