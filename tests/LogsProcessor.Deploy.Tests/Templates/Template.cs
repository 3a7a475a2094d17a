using System.Text.Json.Nodes;
using LogsProcessor.Testing;

namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>The project's template, as it is written.</summary>
internal static class Template
{
    /// <summary>Its file.</summary>
    internal static string Path { get; } = Repository.PathOf("cloudformation.yaml");

    /// <summary>Its content.</summary>
    internal static JsonObject Json { get; } = YamlTemplate.Read(File.ReadAllText(Path));

    /// <summary>The names of its parameters.</summary>
    internal static IReadOnlyList<string> Parameters { get; } =
    [.. Json[nameof(Parameters)]!.AsObject().Select(it => it.Key)];

    /// <summary>Values for the parameters that have no default; the rest take theirs.</summary>
    internal static IReadOnlyDictionary<string, string> Required { get; } =
        new Dictionary<string, string>
        {
            ["CodeBucket"] = "packages",
            ["CodeKey"] = "package.zip",
            ["ReleaseVersion"] = "1.2.3",
            ["DeploymentId"] = "first",
            ["Application"] = "orders",
            ["Component"] = "balancer",
            ["Environment"] = "CI",
            ["LogsBucketName"] = "orders-logs",
            ["LogstashHosts"] = "logstash.example.net:5044",
        };

    /// <summary>The stack that it makes with these parameters, on top of <see cref="Required"/>.</summary>
    internal static StackModel With(params (string Name, string Value)[] parameters) => new(Json, Merge(parameters));

    /// <summary><see cref="Required"/>, and these.</summary>
    internal static Dictionary<string, string> Merge(params IEnumerable<(string Name, string Value)> parameters)
    {
        var all = new Dictionary<string, string>(Required);
        foreach (var (name, value) in parameters)
        {
            all[name] = value;
        }

        return all;
    }
}
