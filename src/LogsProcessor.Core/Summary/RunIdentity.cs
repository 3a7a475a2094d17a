using System.Reflection;

namespace LogsProcessor.Core.Summary;

/// <summary>Which run a summary is of.</summary>
public sealed record RunIdentity
{
    /// <summary>The Lambda request, or an id of the run's own.</summary>
    public string RequestId { get; init; } = Guid.NewGuid().ToString();

    /// <summary>The release.</summary>
    public string Version { get; init; } = ProductVersion;

    /// <summary>The environment; a CloudWatch dimension.</summary>
    public string Environment { get; init; } = "";

    /// <summary>The application; a CloudWatch dimension.</summary>
    public string Application { get; init; } = "";

    /// <summary>The component; a CloudWatch dimension.</summary>
    public string Component { get; init; } = "";

    /// <summary>The CloudWatch namespace of the metrics. Default <c>LogsProcessor</c>.</summary>
    public string MetricsNamespace { get; init; } = "LogsProcessor";

    /// <summary>The memory the process may use, in MiB; 0 if there is no bound.</summary>
    public int MemoryLimitMb { get; init; }

    /// <summary>The version of this build.</summary>
    public static string ProductVersion { get; } =
        typeof(RunIdentity)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "0.0.0";
}
