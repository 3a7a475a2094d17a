using LogsProcessor.Core.Settings;

namespace LogsProcessor.Aws.Roles;

/// <summary>A role that the program may assume.</summary>
/// <param name="Arn">The role's ARN.</param>
public sealed record RoleOptions(string Arn)
{
    /// <summary>How long a session lasts, 900 to 43200 s. Default an hour, the most where the program itself runs under a role.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The region whose STS is asked.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Another endpoint than AWS's for the region, or null.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Longest wait for an answer. Default 5 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The partition that the role is in: <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</summary>
    public string Partition => Arn.Split(':')[1];

    /// <summary>
    /// Reads a role's ARN and its duration, and <c>AWS_ENDPOINT_URL_STS</c> (or <c>AWS_ENDPOINT_URL</c>); faults go to
    /// <paramref name="settings"/>.
    /// </summary>
    /// <returns>Null if no role is set.</returns>
    public static RoleOptions? Read(SettingsReader settings, string arnName, string secondsName, string region)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var seconds = settings.Number(secondsName, 3600, 900, 43_200);
        var endpoint = AwsEndpoint.Read(settings, "AWS_ENDPOINT_URL_STS", out _);
        if (settings.Optional(arnName) is not { } arn)
        {
            return null;
        }

        if (
            arn.Split(':') is not ["arn", { Length: > 0 }, "iam", "", { Length: > 0 }, ['r', 'o', 'l', 'e', '/', _, ..]]
        )
        {
            settings.Fault(arnName, "a role's ARN is allowed, as in arn:aws:iam::123456789012:role/uploads");
            return null;
        }

        return new RoleOptions(arn)
        {
            Duration = TimeSpan.FromSeconds(seconds),
            Region = region,
            Endpoint = endpoint,
        };
    }
}
