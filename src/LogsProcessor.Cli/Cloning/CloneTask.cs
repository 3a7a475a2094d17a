using LogsProcessor.Aws.Objects;
using LogsProcessor.Cli.Selecting;
using LogsProcessor.Clone;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Cloning;

/// <summary>What <c>clone</c> is told to do.</summary>
internal sealed record CloneTask
{
    /// <summary>Where from.</summary>
    public required ClonePlace Source { get; init; }

    /// <summary>Where to.</summary>
    public required ClonePlace Destination { get; init; }

    /// <summary>How.</summary>
    public required CloneOptions Options { get; init; }

    /// <summary>How S3 is reached.</summary>
    public required S3Options Storage { get; init; }

    /// <summary>The dates wanted.</summary>
    public required DateRange Range { get; init; }

    /// <summary>What the summary says of the run.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>The file that takes a line of JSON for each object that is not as it should be, or null.</summary>
    public string? ReportFile { get; init; }
}
