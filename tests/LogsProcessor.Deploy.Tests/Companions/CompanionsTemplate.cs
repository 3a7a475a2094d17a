using System.Text.Json.Nodes;
using LogsProcessor.Deploy.Tests.Templates;
using LogsProcessor.Testing;

namespace LogsProcessor.Deploy.Tests.Companions;

/// <summary>The companions' template, as it is written.</summary>
internal static class CompanionsTemplate
{
    private static readonly Dictionary<string, string> Required = new()
    {
        ["CodeBucket"] = "packages",
        ["CodeKey"] = "package.zip",
        ["ReleaseVersion"] = "1.2.3",
        ["DeploymentId"] = "first",
        ["Application"] = "orders",
        ["Environment"] = "CI",
    };

    /// <summary>Its file.</summary>
    internal static string Path { get; } = Repository.PathOf("deploy", "companions.yaml");

    /// <summary>Its content.</summary>
    internal static JsonObject Json { get; } = YamlTemplate.Read(File.ReadAllText(Path));

    /// <summary>The names of its parameters.</summary>
    internal static IReadOnlyList<string> Parameters { get; } =
    [.. Json[nameof(Parameters)]!.AsObject().Select(it => it.Key)];

    /// <summary>Each part, and what has to be said to have it, as <c>Name=value;Name=value</c>.</summary>
    internal static IReadOnlyDictionary<string, string> Parts { get; } =
        new Dictionary<string, string>
        {
            ["Bundle"] = "CommandBucketName=commands;BundleSourceBucket=logs;BundleArchiveBucket=archives",
            ["Clone"] = "CommandBucketName=commands;CloneSourceBucket=source;CloneDestinationBucket=destination",
            ["Check"] = "CheckFilesBucket=files;CheckResultBucket=results",
            ["Intake"] = "UploadBucketName=uploads;ArchiveBucketName=archive",
            ["Move"] = "UploadBucketName=uploads;ArchiveBucketName=archive",
        };

    /// <summary>The parameters that choose these parts, and others.</summary>
    internal static Dictionary<string, string> Choose(IEnumerable<string> parts, params string[] others)
    {
        var all = new Dictionary<string, string>(Required);
        var chosen = parts.Select(it => $"{it}=on;{Parts[it]}");
        foreach (var assignment in chosen.Concat(others).SelectMany(it => it.Split(';')))
        {
            var at = assignment.IndexOf('=', StringComparison.Ordinal);
            all[assignment[..at]] = assignment[(at + 1)..];
        }

        return all;
    }

    /// <summary>The stack that these parts make.</summary>
    internal static StackModel With(IEnumerable<string> parts, params string[] others) =>
        new(Json, Choose(parts, others));

    /// <summary>The environment of a function, by its logical id.</summary>
    internal static Dictionary<string, string> Variables(StackModel stack, string function) =>
        stack.Properties(function)["Environment"]!["Variables"]!
            .AsObject()
            .ToDictionary(it => it.Key, it => it.Value!.ToString());
}
