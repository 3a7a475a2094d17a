using System.Globalization;
using System.Text;
using LogsProcessor.Benchmarks.Results;

namespace LogsProcessor.Benchmarks.Sizing;

/// <summary>The README's sizing tables, from what was measured on one machine.</summary>
public static class SizingTables
{
    private const int Seed = 20260304;
    private const int LogstashHeadroomPercent = 150;
    private const int ConcurrencyPerLogstashNode = 10;
    private const int ChosenMemoryMb = 512;

    private static readonly int[] MemoriesMb = [128, 256, 512, 1024, 1769];

    private static readonly Estate[] Estates =
    [
        new("1 quiet balancer", 1, 2, 0.1),
        new("1 busy balancer", 1, 4, 10),
        new("10 balancers", 10, 3, 50),
        new("50 balancers", 50, 4, 250),
        new("100 balancers", 100, 6, 1000),
    ];

    /// <summary>The tables and their assumptions, in Markdown.</summary>
    public static string Markdown(BenchmarkResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var inputs = InputsOf(results);
        var text = new StringBuilder();
        AddMemories(text, inputs);
        AddEstates(text, inputs);
        AddAssumptions(text, inputs, results);
        return text.ToString();
    }

    /// <summary>The measured part of the inputs.</summary>
    public static SizingInputs InputsOf(BenchmarkResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var ecs = results.Find(Group.Throughput, "alb", "layout ecs");
        var start = results.Find(Group.Lines, "alb", "1").MedianCpuSeconds();
        var few = results.Find(Group.Warm, "alb", "10");
        return new SizingInputs
        {
            CpuSecondsPerMillionLines = (ecs.MedianCpuSeconds() - start) * 1_000_000 / ecs.Lines,
            CpuSecondsPerObject = few.MedianCpuSeconds() / few.Objects,
            CpuSecondsPerStart = start,
            BytesPerLine = (double)ecs.TextBytes / ecs.Lines,
            BytesPerDocument = (double)ecs.SentBytes / ecs.Lines,
        };
    }

    private static void AddMemories(StringBuilder text, SizingInputs inputs)
    {
        text.Append(
            "| memory | share of a vCPU | lines/s | $ per million lines, x86 | arm64 | $ per GB of log text, x86 | arm64 |\n"
                + "|--:|--:|--:|--:|--:|--:|--:|\n"
        );
        var linesPerGb = 1e9 / inputs.BytesPerLine;
        foreach (var memory in MemoriesMb)
        {
            var gbSecondsPerLine = memory / 1024.0 / inputs.LinesPerSecond(memory);
            var x86 = gbSecondsPerLine * inputs.DollarsPerGbSecond;
            var arm = gbSecondsPerLine * inputs.DollarsPerGbSecondArm;
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {memory:N0} MB | {memory / inputs.MemoryMbPerCpu:P0} | {Rounded(inputs.LinesPerSecond(memory)):N0} "
                    + $"| {x86 * 1e6:0.00000} | {arm * 1e6:0.00000} | {x86 * linesPerGb:0.00000} | {arm * linesPerGb:0.00000} |\n"
            );
        }
    }

    private static void AddEstates(StringBuilder text, SizingInputs inputs)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            One simulated day with {ChosenMemoryMb} MB, x86:

            | estate | GB a day | objects a day | cold starts | Logstash nodes | reserved concurrency | at most at once: instances | connections | delay: median | 99 % | most | Logstash sets the pace | $ a day | $ a month |
            |--|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|

            """
        );
        foreach (var estate in Estates)
        {
            var nodes = LogstashNodesFor(estate, inputs);
            var concurrency = nodes * ConcurrencyPerLogstashNode;
            var day = new DaySimulation(inputs, ChosenMemoryMb, concurrency, nodes).Run(
                estate.ArrivalsOfOneDay(inputs.BytesPerLine, Seed)
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {estate.Name}, {estate.NodesPerBalancer} nodes each | {estate.GbPerDay:N1} | {day.Objects:N0} | {day.Starts:N0} | {nodes} "
                    + $"| {concurrency} | {day.PeakInstances} | {day.PeakConnections} | {day.MedianDelay:0.0} s "
                    + $"| {day.P99Delay:0.0} s | {day.MostDelay:0.0} s | {day.LimitedSeconds / 864:0} % of the day "
                    + $"| {day.Dollars:0.00} | {day.Dollars * 30:N2} |\n"
            );
        }
    }

    // For the busiest hour, which has about twice the mean; a share of it is kept free.
    private static int LogstashNodesFor(Estate estate, SizingInputs inputs)
    {
        var busiest = 1.9 * estate.GbPerDay * 1e9 / inputs.BytesPerLine / 86_400;
        return (int)Math.Max(1, Math.Ceiling(busiest * LogstashHeadroomPercent / 100 / inputs.LogstashLinesPerSecond));
    }

    private static void AddAssumptions(StringBuilder text, SizingInputs inputs, BenchmarkResults results) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            - **Measured** ({results.Machine.Cpu}, {results.Date}): {inputs.CpuSecondsPerMillionLines:0.00} CPU-s for a million ALB lines (gzip, layout `ecs`), {inputs.CpuSecondsPerObject
                * 1000:0.0} CPU-ms
              for an invocation besides, {inputs.CpuSecondsPerStart
                * 1000:0} for one that starts an instance; {inputs.BytesPerLine:0} bytes a line, {inputs.BytesPerDocument:0} a document.
            - **Assumed**: a Lambda vCPU does {inputs.LambdaCore:P0} of what a core of that machine does, x86 and arm64 alike; {inputs.WaitSecondsPerObject:0.00} s of waiting for S3 and for confirmations in
              an invocation; an instance with nothing to do is kept for {inputs.IdleSecondsKept
                / 60:0} minutes; a Logstash node takes {inputs.LogstashLinesPerSecond:N0} documents a second; {ConcurrencyPerLogstashNode} instances at once for each;
              `CONNECTION_LIMIT` {inputs.ConnectionLimit}; more than one vCPU brings nothing.
            - **Traffic**: every node writes an object every five minutes, all within the minute after; the busiest hour has 1.9 times the mean; the k-th
              balancer has a k-th of the first one's traffic; seed {Seed}.
            - **List prices**, us-east-1, first tier: Lambda ${inputs.DollarsPerGbSecond:0.0000000000} (x86) and ${inputs.DollarsPerGbSecondArm:0.0000000000} (arm64) a GB-second, ${inputs.DollarsPerMillionInvocations:0.00} a million
              invocations; S3 GET ${inputs.DollarsPerMillionGets:0.00} a million. Storage, logs, queues, and transfer out of the region are not in it.

            Logstash never sees more than reserved concurrency × `CONNECTION_LIMIT` connections; where it sets the pace, more instances or memory buy nothing but
            waiting that is paid for: add Logstash nodes, or lower the reserved concurrency and let the queue wait.

            """
        );

    private static double Rounded(double number)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(number)) - 1);
        return Math.Round(number / unit) * unit;
    }
}
