using LogsProcessor.Core.Settings;

namespace LogsProcessor.Core.Filtering;

/// <summary>What is kept out of the documents, and which records get none. By default nothing, and none.</summary>
public sealed record FilterOptions
{
    /// <summary>One of so many, at most.</summary>
    private const int MostSampleOk = 1_000_000;

    /// <summary>Names of query parameters whose values become <c>REDACTED</c>, in any case. Default none.</summary>
    public IReadOnlyList<string> RedactQuery { get; init; } = [];

    /// <summary>Whether client addresses lose their last octet (IPv4) or their last 80 bits (IPv6). Default no.</summary>
    public bool MaskClientIp { get; init; }

    /// <summary>Records that match one of these rules are not shipped. Default none.</summary>
    public IReadOnlyList<ExclusionRule> Exclude { get; init; } = [];

    /// <summary>Of records with a status below 400, one of so many is shipped, 1 to 1,000,000. Default 1: all of them.</summary>
    public int SampleOk { get; init; } = 1;

    /// <summary>Reads the options from settings; faults go to <paramref name="settings"/>.</summary>
    public static FilterOptions Read(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new FilterOptions
        {
            RedactQuery = ReadNames(settings, "REDACT_QUERY"),
            MaskClientIp = settings.OnOff("MASK_CLIENT_IP", fallback: false),
            Exclude = ReadRules(settings, "EXCLUDE"),
            SampleOk = settings.Number("SAMPLE_OK", fallback: 1, least: 1, MostSampleOk),
        };
    }

    private static IReadOnlyList<string> ReadNames(SettingsReader settings, string setting)
    {
        var names = settings.List(setting);
        if (names.FirstOrDefault(name => !QueryNames.IsName(name)) is { } wrong)
        {
            settings.Fault(
                setting,
                $"'{wrong}' is no name; allowed are letters, digits and -._~, a comma between names"
            );
        }

        return names;
    }

    private static ExclusionRule[] ReadRules(SettingsReader settings, string setting)
    {
        var texts = settings.List(setting);
        if (texts.FirstOrDefault(text => ExclusionRule.Parse(text) is null) is { } wrong)
        {
            settings.Fault(
                setting,
                $"'{wrong}' is no rule; allowed are path:/exact, path:/prefix*, agent:exact, agent:prefix*, a comma between rules"
            );
        }

        return [.. texts.Select(ExclusionRule.Parse).OfType<ExclusionRule>()];
    }
}
