using System.Globalization;
using LogsProcessor.Benchmarks.Macro;
using LogsProcessor.Benchmarks.Micro;
using LogsProcessor.Benchmarks.Results;

namespace LogsProcessor.Benchmarks;

/// <summary>Measures what is asked for and keeps it; parts that are not asked for keep what was measured on this machine before.</summary>
internal static class BenchmarkRun
{
    /// <summary>A Classic line's usual length, to tell how many lines make a big object.</summary>
    private const long ClassicLineBytes = 290;

    public static async Task RunAsync(BenchmarkOptions options, TextWriter progress)
    {
        var machine = MachineFacts.Read(options.LoadAtStart);
        var path = Path.Combine(options.ResultsFolder, $"{options.MachineName ?? MachineFacts.NameOf(machine)}.json");
        var before = File.Exists(path) ? BenchmarkResults.Read(path) : null;
        var results = new BenchmarkResults
        {
            Machine = machine,
            Date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Versions = await MachineFacts.VersionsAsync(options.Workshop, options.HasPeers),
            Measurements = before?.Measurements ?? [],
            StartUps = before?.StartUps ?? [],
            Stages = before?.Stages ?? [],
        };
        var sizes = new MacroSizes(options.Lines, options.BigObjectBytes / ClassicLineBytes, options.HasPeers);
        foreach (var part in options.Parts)
        {
            results = await MeasureAsync(part, results, options, sizes, progress);
            results.Write(path);
        }

        await progress.WriteLineAsync($"the results are in {path}");
    }

    private static async Task<BenchmarkResults> MeasureAsync(
        string part,
        BenchmarkResults results,
        BenchmarkOptions options,
        MacroSizes sizes,
        TextWriter progress
    )
    {
        switch (part)
        {
            case "macro":
                var rounds = new Rounds(options.Rounds, progress);
                var throughput = new ThroughputBenchmark(options.Workshop, rounds, sizes);
                var ofFunction = results.Measurements.Where(IsOfFunction).ToArray();
                return results with { Measurements = [.. await throughput.RunAsync(), .. ofFunction] };
            case "function":
                var function = new FunctionBenchmark(options.Workshop, sizes, options.Rounds, progress);
                var others = results.Measurements.Where(it => !IsOfFunction(it)).ToArray();
                return results with
                {
                    Measurements =
                    [
                        .. others,
                        .. await function.MeasureMemoryAsync(),
                        .. await function.MeasureWarmAsync(),
                    ],
                    StartUps = await function.MeasureStartAsync(),
                };
            case "micro":
                return results with { Stages = await MicroBenchmark.RunAsync(options.Workshop) };
            default:
                throw new Running.BenchmarkException($"part '{part}': macro, function and micro are allowed");
        }
    }

    private static bool IsOfFunction(Measurement measurement) => measurement.Group is Group.Memory or Group.Warm;
}
