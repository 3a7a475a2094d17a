using LogsProcessor.Core.Settings;

namespace LogsProcessor.Aws;

/// <summary>Reads where a service is reached, if not at AWS's own address: an emulator, a VPC endpoint.</summary>
internal static class AwsEndpoint
{
    private const string OfAllServices = "AWS_ENDPOINT_URL";

    /// <summary>Reads the service's own setting, or else the one of all services; faults go to <paramref name="settings"/>.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="ofService">The service's own setting.</param>
    /// <param name="isGiven">Whether one is set, right or wrong.</param>
    internal static Uri? Read(SettingsReader settings, string ofService, out bool isGiven)
    {
        var name = settings.Optional(ofService) is null ? OfAllServices : ofService;
        var text = settings.Optional(name);
        isGiven = text is not null;
        if (
            !isGiven
            || (
                Uri.TryCreate(text, UriKind.Absolute, out var endpoint)
                && (endpoint.Scheme == Uri.UriSchemeHttp || endpoint.Scheme == Uri.UriSchemeHttps)
                && endpoint.Query.Length + endpoint.Fragment.Length + endpoint.UserInfo.Length == 0
            )
        )
        {
            return isGiven ? new Uri(text!) : null;
        }

        settings.Fault(name, "an http or https address is allowed, as in http://127.0.0.1:9000");
        return null;
    }
}
