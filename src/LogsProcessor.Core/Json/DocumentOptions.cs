using LogsProcessor.Core.Filtering;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Core.Json;

/// <summary>What documents look like, and what is put into every one of them.</summary>
public sealed record DocumentOptions
{
    /// <summary>How members are named and grouped. Default <see cref="Layout.Ecs"/>.</summary>
    public Layout Layout { get; init; } = Layout.Ecs;

    /// <summary>The objects' format; <see cref="LogFormat.Unknown"/> (the default) leaves it to key and line.</summary>
    public LogFormat Format { get; init; } = LogFormat.Unknown;

    /// <summary>Whether every document carries the raw line. Default no.</summary>
    public bool KeepOriginal { get; init; }

    /// <summary>The environment, as in <c>Production</c>; empty leaves it out.</summary>
    public string Environment { get; init; } = "";

    /// <summary>The application; empty leaves it out.</summary>
    public string Application { get; init; } = "";

    /// <summary>The component; empty leaves it out.</summary>
    public string Component { get; init; } = "";

    /// <summary>The type of the events. Default <c>logs</c>.</summary>
    public string Type { get; init; } = "logs";

    /// <summary>The module they come from. Default <c>ELB</c>.</summary>
    public string SourceModule { get; init; } = "ELB";

    /// <summary>Tags of every document. Default none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What is kept out of the documents, and which records get none. Default nothing, and none.</summary>
    public FilterOptions Filtering { get; init; } = new();

    /// <summary>Reads the options from settings; faults go to <paramref name="settings"/>.</summary>
    public static DocumentOptions Read(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var defaults = new DocumentOptions();
        var options = new DocumentOptions
        {
            Layout = settings.Choice("LAYOUT", defaults.Layout, Layouts),
            Format = settings.Choice("FORMAT", defaults.Format, FormatChoices),
            KeepOriginal = settings.OnOff("KEEP_ORIGINAL", defaults.KeepOriginal),
            Environment = settings.Text("EVENT_ENVIRONMENT", defaults.Environment),
            Application = settings.Text("EVENT_APPLICATION", defaults.Application),
            Component = settings.Text("EVENT_COMPONENT", defaults.Component),
            Type = settings.Text("EVENT_TYPE", defaults.Type),
            SourceModule = settings.Text("EVENT_SOURCE_MODULE", defaults.SourceModule),
            Tags = settings.List("EVENT_TAGS"),
            Filtering = FilterOptions.Read(settings),
        };
        if (
            options.Layout == Layout.Original
            && options.Format is not (LogFormat.Unknown or LogFormat.Classic or LogFormat.Alb)
        )
        {
            settings.Fault("FORMAT", "layout 'original' has names for clb and alb lines only");
        }

        return options;
    }

    private static readonly (string, Layout)[] Layouts =
    [
        ("ecs", Layout.Ecs),
        ("aws", Layout.Aws),
        ("original", Layout.Original),
    ];

    private static readonly (string, LogFormat)[] FormatChoices =
    [
        ("auto", LogFormat.Unknown),
        .. FormatTables.All.Select(table => (table.Name, table.Format)),
    ];
}
