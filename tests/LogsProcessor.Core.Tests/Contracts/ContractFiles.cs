using System.Text.Json;

namespace LogsProcessor.Core.Tests.Contracts;

/// <summary>The files in deploy/logstash that promise what documents look like.</summary>
internal static class ContractFiles
{
    /// <summary>The repository's root.</summary>
    internal static string Root { get; } = FindRoot();

    internal static JsonElement EcsSchema { get; } = Read("document.ecs.schema.json");

    internal static JsonElement AwsSchema { get; } = Read("document.aws.schema.json");

    internal static JsonElement IndexTemplate { get; } = Read("index-template.json");

    internal static string Text(string name) => File.ReadAllText(Path.Combine(Root, "deploy", "logstash", name));

    private static JsonElement Read(string name) => JsonElement.Parse(Text(name));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LogsProcessor.sln")))
        {
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException($"no LogsProcessor.sln above {AppContext.BaseDirectory}");
        }

        return folder;
    }
}
