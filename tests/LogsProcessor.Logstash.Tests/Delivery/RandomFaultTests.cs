using System.Globalization;
using LogsProcessor.Core.Summary;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;
using Xunit.Abstractions;

namespace LogsProcessor.Logstash.Tests.Delivery;

/// <summary>
/// Seeded schedules of faults, all against the same promise: every line arrived and was confirmed, or the run failed and its counts
/// say how many did not. <c>LOGSPROCESSOR_FAULT_SCHEDULES</c> sets their number, <c>LOGSPROCESSOR_FUZZ_SEED</c> the first seed.
/// </summary>
public sealed class RandomFaultTests(ITestOutputHelper output)
{
    private const int Lines = 3_000;

    /// <summary>Of all runs, so that one gets what another has just given back.</summary>
    private readonly BatchStore _batches = new();

    [Fact]
    public async Task Whatever_goes_wrong_the_counts_are_true()
    {
        var schedules = Setting("LOGSPROCESSOR_FAULT_SCHEDULES", 200);
        var firstSeed = Setting("LOGSPROCESSOR_FUZZ_SEED", 20260304);
        output.WriteLine($"seeds {firstSeed} to {firstSeed + schedules - 1}");
        var completed = 0;
        var most = 0.0;
        await Parallel.ForEachAsync(
            Enumerable.Range(firstSeed, schedules),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (seed, _) =>
            {
                var (summary, deliveries) = await RunAsync(seed);
                lock (output)
                {
                    completed += summary.Outcome == Outcome.Completed ? 1 : 0;
                    most = Math.Max(most, deliveries);
                }
            }
        );

        output.WriteLine($"{completed} of {schedules} runs completed; at most {most:0.00} deliveries a line");
        Assert.True(completed > schedules / 2, $"only {completed} of {schedules} runs completed");
        Assert.Equal(0, _batches.Lent);
        Assert.True(most <= 2.5, $"{most:0.00} deliveries a line");
    }

    private async Task<(RunSummary, double)> RunAsync(int seed)
    {
        var random = new Random(seed);
        var scripts = Enumerable
            .Range(0, random.Next(1, 8))
            .Select(_ => Script(random))
            .Append(ConnectionScript.Orderly);
        await using var receiver = FakeLogstash.Start(new FakeLogstashOptions { Scripts = [.. scripts] });
        var options = Shipment.OptionsFor(receiver) with
        {
            ConnectionLimit = random.Next(1, 6),
            SendTimeout = TimeSpan.FromMilliseconds(300),
            DrainTimeout = TimeSpan.FromMilliseconds(300),
        };

        // Ids of its own: a line that another run left in a batch would be one too many.
        var source = MemoryLogObject.OfClassicLines(Lines, $"classic-{seed}.log");
        var summary = await Shipment.RunAsync(options, TimeProvider.System, source, _batches);

        Shipment.AssertSound(summary, options, receiver);
        return (summary, receiver.Lines.Count / (double)Lines);
    }

    private static ConnectionScript Script(Random random) =>
        new()
        {
            Fault = (ConnectionFault)random.Next(0, 6),
            FaultAfter = random.Next(4) == 0 ? 0 : random.Next(300_000),
            ReadSize = random.Next(1, 64 * 1024),
        };

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : fallback;
}
