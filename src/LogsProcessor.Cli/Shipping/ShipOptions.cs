using LogsProcessor.Aws.Objects;
using LogsProcessor.Cli.Selecting;
using LogsProcessor.Core;
using LogsProcessor.Core.Summary;
using LogsProcessor.Logstash;

namespace LogsProcessor.Cli.Shipping;

/// <summary>Which objects to ship, and where to.</summary>
internal sealed record ShipOptions
{
    /// <summary>The dates whose objects are shipped.</summary>
    public required DateRange Range { get; init; }

    /// <summary>The state file: what it names is left out, and what is done is added to it; or null.</summary>
    public string? StateFile { get; init; }

    /// <summary>Whether nothing is sent, but only told what would be.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The file where the embedded receiver keeps what it receives; null to send to the hosts of <see cref="Delivery"/>.</summary>
    public string? EmbeddedOut { get; init; }

    /// <summary>What documents look like, and bounds for lines.</summary>
    public required PipelineOptions Pipeline { get; init; }

    /// <summary>The way to the receiver.</summary>
    public required LogstashOptions Delivery { get; init; }

    /// <summary>How S3 is reached, or null if no object is there.</summary>
    public S3Options? Storage { get; init; }

    /// <summary>Which run it is.</summary>
    public required RunIdentity Identity { get; init; }
}
