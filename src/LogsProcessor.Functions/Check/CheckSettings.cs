using LogsProcessor.Aws.Objects;
using LogsProcessor.Check;
using LogsProcessor.Core.Settings;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Functions.Check;

/// <summary>The settings of the function <c>check</c>.</summary>
internal sealed record CheckSettings
{
    private const int Mebibyte = 1024 * 1024;

    /// <summary>Where objects are.</summary>
    public required S3Options S3 { get; init; }

    /// <summary>Which schema is whose.</summary>
    public required SchemaMap Schemas { get; init; }

    /// <summary>Where results go.</summary>
    public required ResultOptions Results { get; init; }

    /// <summary>Bounds of a check.</summary>
    public CheckOptions Check { get; init; } = new();

    /// <summary>What every run's summary says of itself.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>Time kept back before Lambda's deadline, to give up what cannot be finished, and to tell. Default 15 s.</summary>
    public TimeSpan DeadlineMargin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Reads all of them; faults go to <paramref name="settings"/>.</summary>
    public static CheckSettings Read(SettingsReader settings) =>
        new()
        {
            S3 = S3Options.Read(settings),
            Schemas = SchemaMap.Read(settings),
            Results = new ResultOptions(settings.Optional("CHECK_BUCKET"), settings.Text("CHECK_PREFIX", "checked/")),
            Check = new CheckOptions { UniqueBytes = settings.Number("UNIQUE_MB", 32, 0, 4096) * (long)Mebibyte },
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
