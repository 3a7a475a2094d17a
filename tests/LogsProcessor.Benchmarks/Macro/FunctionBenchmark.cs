using LogsProcessor.Benchmarks.Results;
using LogsProcessor.Benchmarks.Running;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>The function's memory, its cost when it is warm, and its start.</summary>
internal sealed class FunctionBenchmark(Workshop workshop, MacroSizes sizes, int rounds, TextWriter progress)
{
    /// <summary>So many small objects in a run: together as many lines as a usual one.</summary>
    private const int ObjectCount = 30;

    private static readonly string[] Packages = [FunctionService.Deployed, "jit", "r2r", "trimmed"];

    private readonly FunctionService _service = new(workshop);

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

    /// <summary>What it costs in an instance that has run before, for small objects and large ones.</summary>
    public async Task<IReadOnlyList<Measurement>> MeasureWarmAsync()
    {
        var small = await workshop.LogAsync("alb", Math.Max(1, sizes.Lines / 30), isGzip: true);
        var usual = await workshop.LogAsync("alb", sizes.Lines, isGzip: true);
        var large = await workshop.LogAsync("alb", sizes.Lines * 10, isGzip: true);
        var few = await workshop.LogAsync("alb", 10, isGzip: true);
        IContestant Objects(int count, LogFile log) =>
            new WarmFunction(_service, small, $"{log.Lines}") { Objects = count };
        return await new Rounds(rounds, progress).RunAsync(
            Group.Warm,
            "alb",
            [
                (new WarmFunction(_service, small, "none") { Objects = 0 }, small),
                (Objects(10 * ObjectCount, few), few),
                (Objects(ObjectCount, small), small),
                (Objects(1, usual), usual),
                (Objects(1, large), large),
            ]
        );
    }

    /// <summary>The time from its start to its first answer, for each way to publish it.</summary>
    public async Task<IReadOnlyList<StartUp>> MeasureStartAsync()
    {
        var small = await workshop.LogAsync("alb", 10, isGzip: true);
        var runs = Packages
            .SelectMany(package => new LogFile?[] { null, small }.Select(log => (package, log)))
            .Select(test => (test.package, test.log, runs: new List<FunctionRun>()))
            .ToArray();
        for (var round = 0; round < 3 * rounds; round++)
        {
            foreach (var test in runs)
            {
                test.runs.Add(await _service.RunAsync(test.package, test.log is null ? [] : [test.log]));
            }
        }

        return
        [
            .. runs.Select(test => new StartUp(
                test.package,
                SizeMb(workshop.Function(test.package)),
                test.log is null ? "test event" : "small object",
                [.. test.runs.Select(run => Math.Round(run.ToAnswer.TotalMilliseconds, 1))],
                test.runs.Max(run => run.Used.PeakMb)
            )),
        ];
    }

    private async Task<Measurement> MeasureAsync(string input, string name, LogFile log, bool isLimited = false)
    {
        var runs = new List<ProcessRun>();
        var sentBytes = 0L;
        for (var round = 0; round < (isLimited ? 1 : rounds); round++)
        {
            var run = await _service.RunAsync(FunctionService.Deployed, [log], isLimited);
            runs.Add(run.Used);
            sentBytes = run.SentBytes;
            await progress.WriteLineAsync(
                $"{Group.Memory, -12} {input} {name, -18} {run.Used.CpuSeconds, 7:0.000} CPU-s "
                    + $"{run.Used.WallSeconds, 7:0.000} s {run.Used.PeakMb, 6:0} MB"
            );
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
