using System.Diagnostics;
using LogsProcessor.Benchmarks.Results;
using LogsProcessor.Benchmarks.Running;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>The function's memory, its cost when it is warm, and its start.</summary>
internal sealed class FunctionBenchmark(Workshop workshop, MacroSizes sizes, int rounds, TextWriter progress)
{
    /// <summary>So many small objects in a run: together as many lines as a usual one.</summary>
    private const int ObjectCount = 30;

    /// <summary>The package that is deployed.</summary>
    private const string Deployed = "native";

    private static readonly string[] Packages = [Deployed, "jit", "r2r", "trimmed"];

    /// <summary>Its peak memory on small and large objects, and on one far larger than the memory it may take.</summary>
    public async Task<IReadOnlyList<Measurement>> MeasureMemoryAsync()
    {
        var small = Math.Max(1, sizes.Lines / 15);
        var large = Math.Max(1, sizes.Lines * 10 / 3);
        return
        [
            await MeasureAsync("alb", $"{small}", await workshop.LogAsync("alb", small, isGzip: true)),
            await MeasureAsync("alb", $"{large}", await workshop.LogAsync("alb", large, isGzip: true)),
            await MeasureAsync(
                "clb",
                "limited to 128 MB",
                await workshop.LogAsync("clb", sizes.BigObjectLines, isGzip: false),
                isLimited: true
            ),
        ];
    }

    /// <summary>
    /// What an object costs, from event to answer, in an instance that has shipped one before: Lambda keeps an instance from event to event.
    /// </summary>
    public async Task<IReadOnlyList<Measurement>> MeasureWarmAsync()
    {
        var small = await workshop.LogAsync("alb", Math.Max(1, sizes.Lines / 30), isGzip: true);
        (LogFile Log, int Objects, List<ProcessRun> Runs)[] field =
        [
            (await workshop.LogAsync("alb", 10, isGzip: true), 10 * ObjectCount, []),
            (small, ObjectCount, []),
            (await workshop.LogAsync("alb", sizes.Lines, isGzip: true), 1, []),
            (await workshop.LogAsync("alb", sizes.Lines * 10, isGzip: true), 1, []),
        ];
        for (var round = 0; round < rounds; round++)
        {
            await using var instance = await FunctionInstance.PrepareAsync(workshop, field.Select(entry => entry.Log));
            instance.Start(Deployed);
            await instance.InvokeAsync(small);
            foreach (var (log, objects, runs) in field)
            {
                runs.Add(await MeasureWarmAsync(instance, log, objects));
            }

            await instance.EndAsync();
        }

        return
        [
            .. field.Select(entry => new Measurement
            {
                Group = Group.Warm,
                Input = "alb",
                Case = $"{entry.Log.Lines}",
                Objects = entry.Objects,
                Lines = entry.Log.Lines * entry.Objects,
                TextBytes = entry.Log.TextBytes * entry.Objects,
                Runs = entry.Runs,
            }),
        ];
    }

    /// <summary>The time from its start to its first answer, for each way to publish it.</summary>
    public async Task<IReadOnlyList<StartUp>> MeasureStartAsync()
    {
        var small = await workshop.LogAsync("alb", 10, isGzip: true);
        var tests = Packages
            .SelectMany(package => new LogFile?[] { null, small }.Select(log => (package, log)))
            .Select(test => (test.package, test.log, milliseconds: new List<double>(), peaks: new List<double>()))
            .ToArray();
        for (var round = 0; round < 3 * rounds; round++)
        {
            foreach (var (package, log, milliseconds, peaks) in tests)
            {
                await using var instance = await FunctionInstance.PrepareAsync(workshop, log is null ? [] : [log]);
                var answering = instance.InvokeAsync(log);
                var started = Stopwatch.GetTimestamp();
                instance.Start(package);
                await answering;
                milliseconds.Add(Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1));
                peaks.Add((await instance.EndAsync()).Used.PeakMb);
            }
        }

        return
        [
            .. tests.Select(test => new StartUp(
                test.package,
                SizeMb(workshop.Function(test.package)),
                test.log is null ? "test event" : "small object",
                test.milliseconds,
                test.peaks.Max()
            )),
        ];
    }

    private async Task<ProcessRun> MeasureWarmAsync(FunctionInstance instance, LogFile log, int objects)
    {
        var before = instance.UsedSoFar();
        for (var index = 0; index < objects; index++)
        {
            await instance.InvokeAsync(log);
        }

        var run = instance.UsedSoFar().Since(before);
        await TellAsync(Group.Warm, "alb", $"{log.Lines}", run);
        return run;
    }

    private async Task<Measurement> MeasureAsync(string input, string name, LogFile log, bool isLimited = false)
    {
        var runs = new List<ProcessRun>();
        var sentBytes = 0L;
        for (var round = 0; round < (isLimited ? 1 : rounds); round++)
        {
            await using var instance = await FunctionInstance.PrepareAsync(workshop, [log]);
            instance.Start(Deployed, isLimited);
            await instance.InvokeAsync(log);
            (var used, sentBytes) = await instance.EndAsync();
            runs.Add(used);
            await TellAsync(Group.Memory, input, name, used);
        }

        return new Measurement
        {
            Group = Group.Memory,
            Input = input,
            Case = name,
            Lines = log.Lines,
            TextBytes = log.TextBytes,
            SentBytes = sentBytes,
            Runs = runs,
        };
    }

    private Task TellAsync(Group group, string input, string name, ProcessRun run) =>
        progress.WriteLineAsync(
            $"{group, -12} {input} {name, -18} {run.CpuSeconds, 7:0.000} CPU-s {run.WallSeconds, 7:0.000} s {run.PeakMb, 6:0} MB"
        );

    // Symbols and documentation are not deployed.
    private static double SizeMb(string folder) =>
        Math.Round(
            new DirectoryInfo(folder)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => file.Extension is not (".pdb" or ".xml" or ".dbg"))
                .Sum(file => file.Length) / 1048576.0,
            1
        );
}
