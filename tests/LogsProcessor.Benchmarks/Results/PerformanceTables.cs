using System.Globalization;
using System.Text;

namespace LogsProcessor.Benchmarks.Results;

/// <summary>The README's performance tables, from what was measured on one machine.</summary>
public static class PerformanceTables
{
    private const string Floor = "floor";
    private const string Node = "node";

    private static readonly Dictionary<string, string> Inputs = new()
    {
        ["clb"] = "Classic, text",
        ["alb"] = "ALB, gzip",
    };

    private static readonly Dictionary<string, string> Cases = new()
    {
        [Floor] = "the floor: read or inflate (zlib), write as many bytes",
        ["layout aws"] = "**`ship`, layout `aws`**",
        ["layout ecs"] = "**`ship`, layout `ecs`**",
        ["layout aws, IL"] = "`ship`, layout `aws`, as IL on the .NET runtime",
        [Node] = "Node pipeline: generic-pool, a socket acquired for each line",
        ["syslog-ng"] = "syslog-ng: csv-parser, format-json, tcp",
    };

    private static readonly Dictionary<string, string> Packages = new()
    {
        ["native"] = "native (the package of `deploy/build.sh`)",
        ["jit"] = "framework-dependent, JIT",
        ["r2r"] = "framework-dependent, ReadyToRun",
        ["trimmed"] = "self-contained, ReadyToRun, trimmed",
    };

    /// <summary>The tables in Markdown.</summary>
    public static string Markdown(BenchmarkResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var text = new StringBuilder();
        AddMachine(text, results);
        AddThroughput(text, results);
        AddConditions(text, results);
        AddMemory(text, results);
        AddWarm(text, results);
        AddStartUps(text, results);
        AddStages(text, results);
        return text.ToString();
    }

    private static void AddMachine(StringBuilder text, BenchmarkResults results)
    {
        var machine = results.Machine;
        var versions = string.Join(", ", results.Versions.Select(version => $"{version.Key} {version.Value}"));
        text.Append(
            CultureInfo.InvariantCulture,
            $"{machine.Cpu}, {machine.Cores} cores, Linux {machine.Kernel}, {results.Date}, load {machine.LoadAtStart:0.00} at the start; {versions}.\n"
        );
    }

    private static void AddThroughput(StringBuilder text, BenchmarkResults results)
    {
        text.Append(
            "\n| input | who | CPU-s, least | median | times the floor | Node takes | lines/s | peak memory |\n"
                + "|--|--|--:|--:|--:|--:|--:|--:|\n"
        );
        foreach (var it in Of(results, Group.Throughput))
        {
            var cpu = it.LeastCpuSeconds();
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Inputs[it.Input]}, {it.Lines:N0} lines, {it.TextBytes / 1e6:0} MB | {Cases[it.Case]} | {cpu:0.00} | {it.MedianCpuSeconds():0.00} "
                    + $"| {Ratio(cpu, Least(results, it.Input, Floor))} | {Ratio(Least(results, it.Input, Node), cpu)} "
                    + $"| {it.Lines / it.MedianWallSeconds():N0} | {it.PeakMb():0} MB |\n"
            );
        }
    }

    private static void AddConditions(StringBuilder text, BenchmarkResults results)
    {
        var start = results.Find(Group.Lines, "alb", "1").LeastCpuSeconds();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            ALB in gzip, layout `aws`; a run of one line takes {start:0.00} CPU-s, which are left out of the CPU time for a line:

            | what changes | | CPU-µs a line | lines/s | peak memory |
            |--|--:|--:|--:|--:|

            """
        );
        var conditions = new[]
        {
            (Group.Lines, "lines"),
            (Group.Connections, "`--connections`"),
            (Group.Objects, "objects"),
            (Group.Cores, "cores"),
        };
        foreach (var (group, name) in conditions)
        {
            foreach (var it in Of(results, group).Where(it => it.Lines > 1))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {Number(it.Case)} | {1e6 * (it.LeastCpuSeconds() - start) / it.Lines:0.00} "
                        + $"| {it.Lines / it.MedianWallSeconds():N0} | {it.PeakMb():0} MB |\n"
                );
            }
        }
    }

    private static void AddMemory(StringBuilder text, BenchmarkResults results)
    {
        text.Append("\n| the function, one object | text | peak memory | CPU-s |\n|--|--:|--:|--:|\n");
        foreach (var it in Of(results, Group.Memory))
        {
            var limit = it.Case.StartsWith("limited", StringComparison.Ordinal) ? $", {it.Case} (`RLIMIT_DATA`)" : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Inputs[it.Input]}, {it.Lines:N0} lines{limit} | {it.TextBytes / 1e6:N0} MB | {it.PeakMb():0} MB | {it.LeastCpuSeconds():0.00} |\n"
            );
        }
    }

    private static void AddWarm(StringBuilder text, BenchmarkResults results)
    {
        var warm = Of(results, Group.Warm).ToArray();
        if (warm.Length == 0)
        {
            return;
        }

        text.Append(
            """

            ALB in gzip, layout `ecs`, in an instance of the function that has shipped an object before: all that its process takes from event to event.

            | lines of an object | CPU-ms an object, least | median | CPU-µs a line, least | median | times the largest object's of the same round, median | peak memory |
            |--:|--:|--:|--:|--:|--:|--:|

            """
        );
        foreach (var it in warm)
        {
            var (least, median) = (it.LeastCpuSeconds(), it.MedianCpuSeconds());
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Number(it.Case)} | {1e3 * least / it.Objects:0.0} | {1e3 * median / it.Objects:0.0} "
                    + $"| {1e6 * least / it.Lines:0.00} | {1e6 * median / it.Lines:0.00} "
                    + $"| {it.CpuOfLineInTermsOf(warm[^1]):0.00} | {it.PeakMb():0} MB |\n"
            );
        }
    }

    private static void AddStartUps(StringBuilder text, BenchmarkResults results)
    {
        text.Append(
            "\n| the function's start, from process start to first answer | package | S3's test event: least | median "
                + "| an object of 10 lines: least | median | peak memory |\n|--|--:|--:|--:|--:|--:|--:|\n"
        );
        foreach (var package in results.StartUps.GroupBy(it => it.Package))
        {
            var test = package.Single(it => it.Event == "test event");
            var small = package.Single(it => it.Event == "small object");
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Packages[package.Key]} | {test.PackageMb:0.0} MB | {test.Milliseconds.Min():0} ms | {test.Milliseconds.Median():0} ms "
                    + $"| {small.Milliseconds.Min():0} ms | {small.Milliseconds.Median():0} ms | {small.PeakMb:0} MB |\n"
            );
        }
    }

    private static void AddStages(StringBuilder text, BenchmarkResults results)
    {
        var stages = results.Stages.Select(it => it.Stage).Distinct().ToArray();
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n| nanoseconds a line, one thread (bytes allocated) | {string.Join(" | ", stages)} |\n|--|{string.Concat(stages.Select(_ => "--:|"))}\n"
        );
        foreach (var format in results.Stages.GroupBy(it => it.Format))
        {
            var figures = stages.Select(stage => format.Single(it => it.Stage == stage)).Select(Figure);
            text.Append(CultureInfo.InvariantCulture, $"| `{format.Key}` | {string.Join(" | ", figures)} |\n");
        }
    }

    private static IEnumerable<Measurement> Of(BenchmarkResults results, Group group) =>
        results.Measurements.Where(it => it.Group == group);

    private static double? Least(BenchmarkResults results, string input, string name) =>
        Of(results, Group.Throughput).SingleOrDefault(it => it.Input == input && it.Case == name)?.LeastCpuSeconds();

    private static string Ratio(double? dividend, double? divisor) =>
        dividend is { } above && divisor is { } below
            ? string.Create(CultureInfo.InvariantCulture, $"{above / below:0.0}")
            : "";

    private static string Figure(StageResult stage) =>
        string.Create(CultureInfo.InvariantCulture, $"{stage.NanosecondsPerLine:0} ({stage.AllocatedBytesPerLine:0})");

    private static string Number(string name) =>
        long.TryParse(name, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("N0", CultureInfo.InvariantCulture)
            : name;
}
