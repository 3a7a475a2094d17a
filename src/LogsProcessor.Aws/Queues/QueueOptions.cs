using LogsProcessor.Core.Settings;

namespace LogsProcessor.Aws.Queues;

/// <summary>How SQS is reached.</summary>
public sealed record QueueOptions
{
    /// <summary>Another endpoint than AWS's for the queue's region, or null.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Longest wait for an answer. Default 5 seconds: there is little time when a message is sent.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest search for credentials. Default 5 seconds.</summary>
    public TimeSpan CredentialsTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads <c>AWS_ENDPOINT_URL_SQS</c> (or <c>AWS_ENDPOINT_URL</c>); faults go to <paramref name="settings"/>.</summary>
    public static QueueOptions Read(SettingsReader settings) =>
        new() { Endpoint = AwsEndpoint.Read(settings, "AWS_ENDPOINT_URL_SQS", out _) };
}
