using System.Buffers;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Aws;

/// <summary>Reads the region that services are reached in.</summary>
internal static class AwsRegion
{
    /// <summary>Where an endpoint of one's own has none, this is what emulators expect.</summary>
    internal const string Default = "us-east-1";

    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789-"
    );

    /// <summary>Reads <c>AWS_REGION</c> (or <c>AWS_DEFAULT_REGION</c>); faults go to <paramref name="settings"/>.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="isNeeded">Whether it is a fault that there is none.</param>
    internal static string Read(SettingsReader settings, bool isNeeded)
    {
        var name =
            settings.Optional("AWS_REGION") is null && settings.Optional("AWS_DEFAULT_REGION") is not null
                ? "AWS_DEFAULT_REGION"
                : "AWS_REGION";
        var region = settings.Optional(name);
        if (region is null ? isNeeded : region.AsSpan().ContainsAnyExcept(Characters))
        {
            settings.Fault(name, "an AWS region is needed, as in eu-west-1");
        }

        return region ?? Default;
    }
}
