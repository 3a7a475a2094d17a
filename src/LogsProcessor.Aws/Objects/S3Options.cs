using LogsProcessor.Core.Settings;

namespace LogsProcessor.Aws.Objects;

/// <summary>How S3 is reached.</summary>
public sealed record S3Options
{
    /// <summary>The region. Where an endpoint of one's own has none, <c>us-east-1</c> is what emulators expect.</summary>
    public string Region { get; init; } = AwsRegion.Default;

    /// <summary>Another endpoint than AWS's for the region (an emulator, a VPC endpoint), or null.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Whether the bucket stands in the path rather than in the host's name. Default no; with an endpoint, yes.</summary>
    public bool ForcePathStyle { get; init; }

    /// <summary>Longest wait for a connection. Default 5 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time without progress: until an answer begins, and between the bytes of its body. Default 30 seconds.</summary>
    public TimeSpan ProgressTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest search for credentials. Default 5 seconds: outside AWS the metadata service answers to nobody.</summary>
    public TimeSpan CredentialsTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Reads <c>AWS_REGION</c> (or <c>AWS_DEFAULT_REGION</c>), <c>AWS_ENDPOINT_URL_S3</c> (or <c>AWS_ENDPOINT_URL</c>) and
    /// <c>S3_FORCE_PATH_STYLE</c>; faults go to <paramref name="settings"/>.
    /// </summary>
    public static S3Options Read(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var endpoint = AwsEndpoint.Read(settings, "AWS_ENDPOINT_URL_S3", out var isGiven);
        return new S3Options
        {
            Endpoint = endpoint,
            ForcePathStyle = settings.OnOff("S3_FORCE_PATH_STYLE", isGiven),
            Region = AwsRegion.Read(settings, isNeeded: !isGiven),
        };
    }
}
