namespace LogsProcessor.Benchmarks.Results;

/// <summary>Which question a measurement answers.</summary>
public enum Group
{
    /// <summary>How much does the work cost, beside the floor and the peers?</summary>
    Throughput,

    /// <summary>Does the cost grow in a straight line with the number of lines?</summary>
    Lines,

    /// <summary>What do connections cost?</summary>
    Connections,

    /// <summary>What does it bring to ship several objects side by side?</summary>
    Objects,

    /// <summary>What does a second core bring, and what does its absence cost?</summary>
    Cores,

    /// <summary>How much memory does the function take?</summary>
    Memory,

    /// <summary>What does an object cost in an instance of the function that has run before?</summary>
    Warm,
}

/// <summary>What one run of a process used, as the kernel counts it.</summary>
/// <param name="CpuSeconds">User and system time of all its threads.</param>
/// <param name="WallSeconds">From its start to its end.</param>
/// <param name="PeakMb">The most memory resident at once, in MiB.</param>
public sealed record ProcessRun(double CpuSeconds, double WallSeconds, double PeakMb)
{
    /// <summary>What it has used since an earlier moment of the same run; the peak of memory is that of the whole run.</summary>
    public ProcessRun Since(ProcessRun earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return new ProcessRun(
            Math.Round(CpuSeconds - earlier.CpuSeconds, 6),
            Math.Round(WallSeconds - earlier.WallSeconds, 6),
            PeakMb
        );
    }
}

/// <summary>Several runs of the same work.</summary>
public sealed record Measurement
{
    /// <summary>The question.</summary>
    public required Group Group { get; init; }

    /// <summary>The input: <c>clb</c> (plain text) or <c>alb</c> (gzip).</summary>
    public required string Input { get; init; }

    /// <summary>Who did it, or under which condition: unique within group and input.</summary>
    public required string Case { get; init; }

    /// <summary>So many objects the input was.</summary>
    public int Objects { get; init; } = 1;

    /// <summary>Log lines of the input.</summary>
    public required long Lines { get; init; }

    /// <summary>Bytes of the input's text.</summary>
    public required long TextBytes { get; init; }

    /// <summary>Bytes that the receiver got.</summary>
    public long SentBytes { get; init; }

    /// <summary>The runs, in order; those of one group and input took turns with each other.</summary>
    public required IReadOnlyList<ProcessRun> Runs { get; init; }

    /// <summary>The least CPU time, in seconds: what the others add is the machine's, not the program's.</summary>
    public double LeastCpuSeconds() => Runs.Min(run => run.CpuSeconds);

    /// <summary>The median of the CPU time, in seconds.</summary>
    public double MedianCpuSeconds() => Runs.Select(run => run.CpuSeconds).Median();

    /// <summary>The median of the time from start to end, in seconds.</summary>
    public double MedianWallSeconds() => Runs.Select(run => run.WallSeconds).Median();

    /// <summary>
    /// The CPU time of a line, in terms of the other's: the median of the rounds. What changes between rounds, as on a machine that others
    /// share, is in both and cancels out.
    /// </summary>
    public double CpuOfLineInTermsOf(Measurement other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Runs.Zip(other.Runs, (mine, its) => mine.CpuSeconds / Lines / (its.CpuSeconds / other.Lines)).Median();
    }

    /// <summary>The highest peak of memory of any run, in MiB.</summary>
    public double PeakMb() => Runs.Max(run => run.PeakMb);
}

/// <summary>How long the function takes from the start of its process to its first answer.</summary>
/// <param name="Package">How it was published.</param>
/// <param name="PackageMb">The package's size on disk, in MiB.</param>
/// <param name="Event">What it was asked: S3's test event, or an event that names a small object.</param>
/// <param name="Milliseconds">From the process's start to the answer, each run.</param>
/// <param name="PeakMb">The highest peak of memory, in MiB.</param>
public sealed record StartUp(
    string Package,
    double PackageMb,
    string Event,
    IReadOnlyList<double> Milliseconds,
    double PeakMb
);

/// <summary>One stage alone, in one thread, over lines that are in memory.</summary>
/// <param name="Stage">The stage: inflate, split, parse, write, send.</param>
/// <param name="Format">The log format.</param>
/// <param name="NanosecondsPerLine">The median of the time for a line.</param>
/// <param name="AllocatedBytesPerLine">Memory allocated for a line.</param>
public sealed record StageResult(string Stage, string Format, double NanosecondsPerLine, double AllocatedBytesPerLine);
