using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogsProcessor.Benchmarks.Results;

/// <summary>Everything measured on one machine; kept as <c>results/&lt;machine&gt;.json</c>, from which the README's tables are made.</summary>
public sealed record BenchmarkResults
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Where it was measured.</summary>
    public required Machine Machine { get; init; }

    /// <summary>When, as in <c>2026-11-22</c>, UTC.</summary>
    public required string Date { get; init; }

    /// <summary>What was measured with what: name to version.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>Whole processes.</summary>
    public IReadOnlyList<Measurement> Measurements { get; init; } = [];

    /// <summary>The function's start.</summary>
    public IReadOnlyList<StartUp> StartUps { get; init; } = [];

    /// <summary>Single stages.</summary>
    public IReadOnlyList<StageResult> Stages { get; init; } = [];

    /// <summary>Reads a results file.</summary>
    public static BenchmarkResults Read(string path) =>
        JsonSerializer.Deserialize<BenchmarkResults>(File.ReadAllText(path), Json)
        ?? throw new InvalidDataException($"{path} holds no results");

    /// <summary>A measurement by its name.</summary>
    /// <exception cref="InvalidDataException">It was not made.</exception>
    public Measurement Find(Group group, string input, string name) =>
        Measurements.SingleOrDefault(it => it.Group == group && it.Input == input && it.Case == name)
        ?? throw new InvalidDataException($"the results of {Date} have no '{group}' of '{input}' by '{name}'");

    /// <summary>Writes a results file.</summary>
    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");
}

/// <summary>A machine.</summary>
/// <param name="Cpu">The processor's model.</param>
/// <param name="Cores">So many of them can be used.</param>
/// <param name="MemoryMb">Memory in MiB.</param>
/// <param name="Kernel">The kernel's release.</param>
/// <param name="LoadAtStart">The load average of the last minute before anything was built: well above 0 makes figures provisional.</param>
public sealed record Machine(string Cpu, int Cores, long MemoryMb, string Kernel, double LoadAtStart);
