using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LogsProcessor.Benchmarks.Results;
using LogsProcessor.Benchmarks.Running;
using Perfolizer.Horology;

namespace LogsProcessor.Benchmarks.Micro;

/// <summary>Runs <see cref="Stages"/> with BenchmarkDotNet.</summary>
internal static class MicroBenchmark
{
    /// <summary>More lines than are needed: those that are no records are left out.</summary>
    private const int GeneratedLines = SampleLog.LineCount + 500;

    /// <summary>Measures every stage of every format; BenchmarkDotNet's own account of it is in <c>micro.log</c>.</summary>
    public static async Task<IReadOnlyList<StageResult>> RunAsync(Workshop workshop)
    {
        var samples = Directory.CreateDirectory(Path.Combine(workshop.Folder, "samples")).FullName;
        foreach (var format in new[] { "clb", "alb", "alb_conn", "alb_hc", "nlb" })
        {
            var log = await workshop.LogAsync(format, GeneratedLines, isGzip: false);
            File.Copy(log.Path, Path.Combine(samples, $"{format}.log"), overwrite: true);
        }

        Environment.SetEnvironmentVariable(SampleLog.FolderVariable, samples);
        await using var account = File.CreateText(Path.Combine(workshop.Folder, "micro.log"));
        var summary = BenchmarkRunner.Run<Stages>(Configuration(workshop, account));
        return [.. summary.Reports.Select(ResultOf)];
    }

    // In this process: the sources of the measured code stay as they are built, and no project is generated and restored.
    private static ManualConfig Configuration(Workshop workshop, StreamWriter account) =>
        ManualConfig
            .CreateEmpty()
            .AddJob(
                Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                    .WithWarmupCount(4)
                    .WithIterationCount(7)
                    .WithIterationTime(TimeInterval.FromMilliseconds(100))
            )
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(new StreamLogger(account))
            .WithArtifactsPath(Path.Combine(workshop.Folder, "benchmark-dotnet"))
            .WithOption(ConfigOptions.DisableLogFile, true);

    private static StageResult ResultOf(BenchmarkReport report)
    {
        var benchmark = report.BenchmarkCase;
        var median =
            report.ResultStatistics?.Median
            ?? throw new BenchmarkException($"{benchmark.DisplayInfo} gave no figure; micro.log says why");
        var allocated = report.GcStats.GetBytesAllocatedPerOperation(benchmark) ?? 0;
        return new StageResult(
            StageOf(benchmark.Descriptor.WorkloadMethod.Name),
            (string)benchmark.Parameters["Format"],
            Math.Round(median, 1),
            allocated
        );
    }

    private static string StageOf(string method) =>
        method switch
        {
            nameof(Stages.WriteAndSend) => "write and send",
            _ => method.ToLowerInvariant(),
        };
}
