using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Queues;
using LogsProcessor.Clone;
using LogsProcessor.Core.Settings;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Functions.Clone;

/// <summary>The settings of the functions <c>clone-plan</c> and <c>clone-copy</c>.</summary>
internal sealed record CloneSettings
{
    private const long Gibibyte = 1024L * 1024 * 1024;

    /// <summary>Where buckets are.</summary>
    public required S3Options S3 { get; init; }

    /// <summary>How the next run is asked for.</summary>
    public required QueueOptions Queues { get; init; }

    /// <summary>How to clone.</summary>
    public required CloneOptions Options { get; init; }

    /// <summary>How long a worker has a segment without saying that it still works on it. Default 120 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>What every run's summary says of itself.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>Time kept back before Lambda's deadline, to end what is on its way and to keep the place. Default 15 s.</summary>
    public TimeSpan DeadlineMargin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Reads all of them; faults go to <paramref name="settings"/>.</summary>
    public static CloneSettings Read(SettingsReader settings)
    {
        var usual = new CloneOptions();
        return new CloneSettings
        {
            S3 = S3Options.Read(settings),
            Queues = QueueOptions.Read(settings),
            Options = usual with
            {
                Parallel = settings.Number("CLONE_PARALLEL", usual.Parallel, 1, 512),
                SegmentObjects = settings.Number("CLONE_SEGMENT_OBJECTS", usual.SegmentObjects, 1, 1_000_000),
                SegmentBytes =
                    settings.Number("CLONE_SEGMENT_GIB", (int)(usual.SegmentBytes / Gibibyte), 1, 50_000) * Gibibyte,
            },
            Lease = TimeSpan.FromSeconds(settings.Number("CLONE_LEASE_SECONDS", 120, 10, 900)),
            Identity = new RunIdentity
            {
                Environment = settings.Text("EVENT_ENVIRONMENT", ""),
                Application = settings.Text("EVENT_APPLICATION", ""),
                Component = settings.Text("EVENT_COMPONENT", ""),
                MetricsNamespace = settings.Text("METRICS_NAMESPACE", new RunIdentity().MetricsNamespace),
                MemoryLimitMb = settings.Number("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", 0, 0, int.MaxValue),
            },
            DeadlineMargin = TimeSpan.FromMilliseconds(settings.Number("DEADLINE_MARGIN_MS", 15_000, 0, 600_000)),
        };
    }
}
