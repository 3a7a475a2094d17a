using LogsProcessor.Core.Settings;

namespace LogsProcessor.Aws.Logs;

/// <summary>How CloudWatch Logs is reached.</summary>
public sealed record LogGroupOptions
{
    /// <summary>The region. Default <c>us-east-1</c>.</summary>
    public string Region { get; init; } = AwsRegion.Default;

    /// <summary>Another endpoint than AWS's for the region, or null.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Longest wait for a page. Default 30 seconds: a search through much that does not match takes its time.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest search for credentials. Default 5 seconds: outside AWS the metadata service answers to nobody.</summary>
    public TimeSpan CredentialsTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Reads <c>AWS_REGION</c> (or <c>AWS_DEFAULT_REGION</c>) and <c>AWS_ENDPOINT_URL_LOGS</c> (or <c>AWS_ENDPOINT_URL</c>); faults go
    /// to <paramref name="settings"/>.
    /// </summary>
    public static LogGroupOptions Read(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var endpoint = AwsEndpoint.Read(settings, "AWS_ENDPOINT_URL_LOGS", out var isGiven);
        return new LogGroupOptions { Endpoint = endpoint, Region = AwsRegion.Read(settings, isNeeded: !isGiven) };
    }
}
