using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Checkpoints;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Queues;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Settings;
using LogsProcessor.Core.Summary;
using LogsProcessor.Logstash;

namespace LogsProcessor.Functions.Ship;

/// <summary>The settings of the function <c>ship</c>.</summary>
internal sealed record ShipSettings
{
    /// <summary>Where documents go.</summary>
    public required LogstashOptions Logstash { get; init; }

    /// <summary>What they look like.</summary>
    public required DocumentOptions Documents { get; init; }

    /// <summary>Where objects are.</summary>
    public required S3Options S3 { get; init; }

    /// <summary>Where the places of objects are kept for the next run, or null: then it starts over.</summary>
    public CheckpointOptions? Checkpoints { get; init; }

    /// <summary>How the next run is asked for.</summary>
    public QueueOptions Queues { get; init; } = new();

    /// <summary>What becomes of objects afterwards.</summary>
    public ArchiveOptions Archive { get; init; } = new();

    /// <summary>What every run's summary says of itself.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>Time kept back before Lambda's deadline, to deliver what was read and to tell. Default 15 s.</summary>
    public TimeSpan DeadlineMargin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Reads all of them; faults go to <paramref name="settings"/>.</summary>
    public static ShipSettings Read(SettingsReader settings)
    {
        var documents = DocumentOptions.Read(settings);
        return new ShipSettings
        {
            Logstash = LogstashOptions.Read(settings),
            Documents = documents,
            S3 = S3Options.Read(settings),
            Checkpoints = CheckpointOptions.Read(settings),
            Queues = QueueOptions.Read(settings),
            Archive = ArchiveOptions.Read(settings),
            Identity = new RunIdentity
            {
                Environment = documents.Environment,
                Application = documents.Application,
                Component = documents.Component,
                MetricsNamespace = settings.Text("METRICS_NAMESPACE", new RunIdentity().MetricsNamespace),
                MemoryLimitMb = settings.Number("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", 0, 0, int.MaxValue),
            },
            DeadlineMargin = TimeSpan.FromMilliseconds(settings.Number("DEADLINE_MARGIN_MS", 15_000, 0, 600_000)),
        };
    }
}
