using LogsProcessor.Aws.Objects;
using LogsProcessor.Bundle;
using LogsProcessor.Core.Settings;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Functions.Bundle;

/// <summary>The settings of the function <c>bundle</c>.</summary>
internal sealed record BundleSettings
{
    /// <summary>Where objects and archives are.</summary>
    public required S3Options S3 { get; init; }

    /// <summary>How archives are made.</summary>
    public BundleOptions Options { get; init; } = new();

    /// <summary>What a schedule bundles, with the day's placeholders in it; null if only requests are answered.</summary>
    public DayRequest? Daily { get; init; }

    /// <summary>How many days before the schedule's time the day is that is bundled. Default 1: yesterday, in UTC.</summary>
    public int DaysAgo { get; init; } = 1;

    /// <summary>What every run's summary says of itself.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>Time kept back before Lambda's deadline, to take back an upload that is not whole, and to tell. Default 15 s.</summary>
    public TimeSpan DeadlineMargin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Reads all of them; faults go to <paramref name="settings"/>.</summary>
    public static BundleSettings Read(SettingsReader settings)
    {
        var options = new BundleOptions();
        return new BundleSettings
        {
            S3 = S3Options.Read(settings),
            Options = options with { ObjectsAhead = settings.Number("BUNDLE_PARALLEL", options.ObjectsAhead, 1, 500) },
            Daily = ReadDaily(settings),
            DaysAgo = settings.Number("BUNDLE_DAYS_AGO", 1, 0, 3_660),
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

    private static DayRequest? ReadDaily(SettingsReader settings)
    {
        var source = ReadPlace(settings, "BUNDLE_SOURCE", "s3://my-logs/AWSLogs/…/{yyyy}/{MM}/{dd}/");
        var destination = ReadPlace(settings, "BUNDLE_DESTINATION", "s3://my-archive/{yyyy}-{MM}-{dd}.zip");
        if (destination is { IsPrefix: true })
        {
            settings.Fault("BUNDLE_DESTINATION", "a key is needed, as in s3://my-archive/{yyyy}-{MM}-{dd}.zip");
        }

        if ((source is null) != (destination is null) && settings.Faults.Count == 0)
        {
            settings.Fault(
                source is null ? "BUNDLE_SOURCE" : "BUNDLE_DESTINATION",
                "BUNDLE_SOURCE and BUNDLE_DESTINATION are needed together"
            );
        }

        return source is null || destination is null ? null : new DayRequest(null, source, destination);
    }

    private static S3Location? ReadPlace(SettingsReader settings, string name, string example)
    {
        if (settings.Optional(name) is not { } text)
        {
            return null;
        }

        try
        {
            return S3Location.Parse(text);
        }
        catch (FormatException)
        {
            settings.Fault(name, $"a place in S3 is needed, as in {example}");
            return null;
        }
    }
}
