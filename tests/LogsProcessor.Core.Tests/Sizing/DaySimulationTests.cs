using LogsProcessor.Benchmarks.Sizing;

namespace LogsProcessor.Core.Tests.Sizing;

public sealed class DaySimulationTests
{
    private const double FullCpuMb = 1769;

    // 100,000 lines a second with a whole vCPU; half a second of overhead: 0.3 s of CPU, 0.2 s of waiting. Two more of CPU for a start.
    private static readonly SizingInputs Inputs = new()
    {
        CpuSecondsPerMillionLines = 10,
        CpuSecondsPerObject = 0.3,
        CpuSecondsPerStart = 2,
        IdleSecondsKept = 60,
        WaitSecondsPerObject = 0.2,
        LambdaCore = 1,
        BytesPerLine = 500,
        BytesPerDocument = 1024,
        LogstashLinesPerSecond = 150_000,
    };

    [Fact]
    public void One_object_takes_a_start_its_overhead_and_the_time_of_its_lines()
    {
        var day = Run(concurrency: 10, new ArrivedObject(0, 200_000));

        Assert.Equal(4.5, day.MedianDelay, 6);
        Assert.Equal(4.5 * FullCpuMb / 1024, day.GbSeconds, 6);
        Assert.Equal((1, 200_000L, 1, 8), (day.Objects, day.Lines, day.PeakInstances, day.PeakConnections));
        Assert.Equal((1, 0), (day.Starts, day.LimitedSeconds));
    }

    [Fact]
    public void An_idle_instance_is_taken_before_another_is_started_unless_it_was_idle_too_long()
    {
        // The first ends at 2.6 s, the second at 10.6 s; the third finds one that has been idle for 60.4 s.
        var day = Run(
            concurrency: 10,
            new ArrivedObject(0, 10_000),
            new ArrivedObject(10, 10_000),
            new ArrivedObject(71, 10_000)
        );

        Assert.Equal((2, 1), (day.Starts, day.PeakInstances));
        Assert.Equal((2 * 2.6) + 0.6, day.GbSeconds / FullCpuMb * 1024, 6);
    }

    [Fact]
    public void Objects_at_once_start_an_instance_each()
    {
        var day = Run(concurrency: 10, new ArrivedObject(0, 10), new ArrivedObject(1, 10), new ArrivedObject(5, 10));

        Assert.Equal((2, 2), (day.Starts, day.PeakInstances));
    }

    [Fact]
    public void Half_the_memory_is_half_as_fast_and_costs_the_same_for_a_line()
    {
        Assert.Equal(50_000, Inputs.LinesPerSecond(FullCpuMb / 2), 6);
        Assert.Equal(100_000, Inputs.LinesPerSecond(2 * FullCpuMb), 6);
        Assert.Equal(0.8, Inputs.OverheadSeconds(FullCpuMb / 2, isStart: false), 6);
        Assert.Equal(4.8, Inputs.OverheadSeconds(FullCpuMb / 2, isStart: true), 6);
    }

    [Fact]
    public void Objects_beyond_the_reserved_concurrency_wait_in_their_order()
    {
        var day = Run(concurrency: 1, new ArrivedObject(0, 100_000), new ArrivedObject(0, 100_000));

        Assert.Equal(1, day.PeakInstances);
        Assert.Equal(5.0, day.MostDelay, 6);
        Assert.Equal(5.0 * FullCpuMb / 1024, day.GbSeconds, 6);
    }

    [Fact]
    public void Instances_share_what_Logstash_takes()
    {
        // Together they could send 200,000 lines a second; Logstash takes 150,000, so 200,000 lines take 1.333 s.
        var day = Run(concurrency: 2, new ArrivedObject(0, 100_000), new ArrivedObject(0, 100_000));

        Assert.Equal(2.5 + (200_000 / 150_000.0), day.MostDelay, 6);
        Assert.Equal(200_000 / 150_000.0, day.LimitedSeconds, 6);
        Assert.Equal(16, day.PeakConnections);
    }

    [Fact]
    public void A_small_object_is_delivered_over_one_connection()
    {
        var day = Run(concurrency: 10, new ArrivedObject(0, 10));

        Assert.Equal(1, day.PeakConnections);
    }

    [Fact]
    public void A_day_costs_its_seconds_its_invocations_and_its_requests()
    {
        Assert.Equal((1_000_000 * 0.0000166667) + 0.20 + 0.40, Inputs.Dollars(1_000_000, 1_000_000), 9);
    }

    [Fact]
    public void Arrivals_of_a_day_are_the_same_for_the_same_seed_and_hold_the_volume_of_the_estate()
    {
        var estate = new Estate("some", 5, 3, GbPerDay: 2);

        var arrivals = estate.ArrivalsOfOneDay(bytesPerLine: 500, seed: 1);

        Assert.Equal(arrivals, estate.ArrivalsOfOneDay(bytesPerLine: 500, seed: 1));
        Assert.NotEqual(arrivals, estate.ArrivalsOfOneDay(bytesPerLine: 500, seed: 2));
        Assert.Equal(5 * 3 * 288, arrivals.Count);
        Assert.Equal(arrivals.OrderBy(it => it.Second), arrivals);
        Assert.InRange(arrivals.Sum(it => it.Lines), 3_900_000, 4_100_000);
    }

    private static DayResult Run(int concurrency, params IReadOnlyList<ArrivedObject> arrivals) =>
        new DaySimulation(Inputs, FullCpuMb, concurrency, logstashNodes: 1).Run(arrivals);
}
