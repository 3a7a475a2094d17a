namespace LogsProcessor.Benchmarks.Sizing;

/// <summary>What the sizing assumes: list prices, measured costs, and what is not known and had to be taken as given.</summary>
public sealed record SizingInputs
{
    /// <summary>CPU time of this machine for a million ALB lines, layout ecs, in seconds; measured.</summary>
    public required double CpuSecondsPerMillionLines { get; init; }

    /// <summary>CPU time of this machine for an invocation besides its lines, in seconds; measured as an object of 10 lines in a warm instance.</summary>
    public required double CpuSecondsPerObject { get; init; }

    /// <summary>CPU time of this machine for the start of an instance, in seconds; measured as a run of one line.</summary>
    public required double CpuSecondsPerStart { get; init; }

    /// <summary>Lambda keeps an instance that has nothing to do for so many seconds. Assumed: AWS does not say.</summary>
    public double IdleSecondsKept { get; init; } = 360;

    /// <summary>Bytes of an ALB line; of the generated input.</summary>
    public required double BytesPerLine { get; init; }

    /// <summary>A Lambda vCPU does so much of what a core of this machine does. Assumed.</summary>
    public double LambdaCore { get; init; } = 0.5;

    /// <summary>Memory that comes with one vCPU, in MB; AWS's figure.</summary>
    public double MemoryMbPerCpu { get; init; } = 1769;

    /// <summary>Waiting in each invocation for S3's first byte, for connecting and for the last confirmations, in seconds. Assumed.</summary>
    public double WaitSecondsPerObject { get; init; } = 0.15;

    /// <summary>Lambda, x86, $ for a GB-second; us-east-1, first tier.</summary>
    public double DollarsPerGbSecond { get; init; } = 0.0000166667;

    /// <summary>Lambda, arm64, $ for a GB-second; us-east-1, first tier. The same speed is assumed.</summary>
    public double DollarsPerGbSecondArm { get; init; } = 0.0000133334;

    /// <summary>Lambda, $ for a million invocations.</summary>
    public double DollarsPerMillionInvocations { get; init; } = 0.20;

    /// <summary>S3 Standard, $ for a million GET requests. Transfer to Lambda in the region is free.</summary>
    public double DollarsPerMillionGets { get; init; } = 0.40;

    /// <summary>Documents a second that one Logstash node takes. Assumed: measure your own.</summary>
    public double LogstashLinesPerSecond { get; init; } = 30_000;

    /// <summary>The connection limit of each function instance; the product's default.</summary>
    public int ConnectionLimit { get; init; } = 8;

    /// <summary>A connection is opened for each so many bytes of documents that wait; a small object has one or two.</summary>
    public double DocumentBytesPerConnection { get; init; } = 512 * 1024;

    /// <summary>Bytes of a document; of the generated input.</summary>
    public required double BytesPerDocument { get; init; }

    /// <summary>Lines a second of an instance with so much memory.</summary>
    public double LinesPerSecond(double memoryMb) => 1_000_000 * CpuShare(memoryMb) / CpuSecondsPerMillionLines;

    /// <summary>Seconds that an invocation takes besides its lines.</summary>
    /// <param name="memoryMb">The function's memory.</param>
    /// <param name="isStart">Whether an instance is started for it.</param>
    public double OverheadSeconds(double memoryMb, bool isStart) =>
        WaitSecondsPerObject + ((CpuSecondsPerObject + (isStart ? CpuSecondsPerStart : 0)) / CpuShare(memoryMb));

    /// <summary>$ for so many GB-seconds, invocations and requests, x86.</summary>
    public double Dollars(double gbSeconds, long objects) =>
        (gbSeconds * DollarsPerGbSecond)
        + (objects * (DollarsPerMillionInvocations + DollarsPerMillionGets) / 1_000_000);

    // More than one vCPU is not counted, although reading and sending overlap: what it brings is measured, not assumed.
    private double CpuShare(double memoryMb) => LambdaCore * Math.Min(1, memoryMb / MemoryMbPerCpu);
}
