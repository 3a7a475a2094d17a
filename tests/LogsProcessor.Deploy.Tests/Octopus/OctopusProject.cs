using LogsProcessor.Testing;

namespace LogsProcessor.Deploy.Tests.Octopus;

/// <summary>The project as it is in the repository.</summary>
internal static class OctopusProject
{
    /// <summary>The environments' slugs.</summary>
    internal static readonly string[] Environments = ["ci", "staging", "production"];

    /// <summary>All of its files, by path below <c>octopus/</c>.</summary>
    internal static IReadOnlyDictionary<string, OclBlock> Files { get; } =
        Directory
            .EnumerateFiles(Repository.PathOf("octopus"), "*.ocl", SearchOption.AllDirectories)
            .ToDictionary(
                it => Path.GetRelativePath(Repository.PathOf("octopus"), it),
                it => OclParser.Parse(File.ReadAllText(it))
            );

    /// <summary>The steps of the deployment, in their order.</summary>
    internal static IReadOnlyList<OclBlock> Steps => Files["deployment_process.ocl"].Blocks;

    /// <summary>The runbooks, each a file.</summary>
    internal static IEnumerable<OclBlock> Runbooks =>
        Files.Where(it => it.Key.StartsWith("runbooks", StringComparison.Ordinal)).Select(it => it.Value);

    /// <summary>For each variable, the environments that have a value.</summary>
    internal static IReadOnlyDictionary<string, HashSet<string>> Variables { get; } =
        Files["variables.ocl"].Blocks.ToDictionary(it => it.Labels.Single(), EnvironmentsOf);

    /// <summary>The property of a step's action.</summary>
    internal static string? Property(OclBlock step, string name) =>
        (
            (IReadOnlyDictionary<string, object?>)
                step.Blocks.Single(it => it.Name == "action").Attributes["properties"]!
        ).GetValueOrDefault(name) as string;

    private static HashSet<string> EnvironmentsOf(OclBlock variable) =>
        [
            .. variable.Blocks.SelectMany(value =>
                value.Attributes.TryGetValue("environment", out var scoped)
                    ? ((IReadOnlyList<object?>)scoped!).Cast<string>()
                    : Environments
            ),
        ];
}
