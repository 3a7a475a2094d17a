using System.Text.RegularExpressions;
using LogsProcessor.Deploy.Tests.Companions;
using LogsProcessor.Deploy.Tests.Templates;
using LogsProcessor.Testing;

namespace LogsProcessor.Deploy.Tests.Scripts;

/// <summary>The commands that the documents show are ones that the scripts take, with parameters that the template has.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Deploy = SectionOf("README.md", "## Deploy", "## Settings");

    public static TheoryData<string> Documents => new("README.md", "octopus/README.md");

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_script_exists_and_takes_the_options(string document)
    {
        var text = File.ReadAllText(Repository.PathOf(document)).Replace("\\\n", " ", StringComparison.Ordinal);
        var calls = ScriptCall().Matches(text);

        Assert.NotEmpty(calls);
        Assert.All(
            calls,
            call =>
            {
                var script = File.ReadAllText(Repository.PathOf("deploy", call.Groups[1].Value));
                Assert.All(
                    Option().Matches(call.Groups[2].Value),
                    it => Assert.Matches($@"{it.Value}( \||\))", script)
                );
            }
        );
    }

    [Fact]
    public void Every_script_of_the_folder_is_in_the_table() =>
        Assert.All(
            Directory.EnumerateFiles(Repository.PathOf("deploy"), "*.sh").Select(Path.GetFileName),
            it => Assert.Contains($"| `deploy/{it}", Deploy, StringComparison.Ordinal)
        );

    [Fact]
    public void Every_parameter_that_is_named_exists_with_that_value()
    {
        var section = SectionOf("README.md", "### Parameters", "### Another API");
        var named = Parameter().Matches(section).Select(it => (it.Groups[1].Value, it.Groups[2].Value)).ToList();

        Assert.InRange(named.Count, 8, 40);
        Assert.All(
            named,
            it =>
            {
                Assert.Contains(it.Item1, Template.Parameters);
                var allowed = Template.Json["Parameters"]![it.Item1]!["AllowedValues"]?.AsArray();
                Assert.True(
                    it.Item2.Length == 0 || allowed is null || allowed.Any(value => value!.ToString() == it.Item2),
                    $"{it.Item1} cannot be {it.Item2}"
                );
            }
        );
    }

    [Fact]
    public void The_first_deployment_gives_every_variable_that_the_parameters_need()
    {
        var first = SectionOf("README.md", "## Deploy", "### Parameters");

        Assert.Equal(VariablesOf("staging").Order(), VariablesGiven(first).Order());
    }

    [Fact]
    public void The_deployment_of_companions_gives_every_variable_and_names_parameters_that_exist()
    {
        var section = SectionOf("README.md", "### Companions", "### Without the template");
        var named = Parameter().Matches(section).Select(it => it.Groups[1].Value).ToHashSet();

        Assert.Equal(VariablesOf("companions").Order(), VariablesGiven(section).Order());
        Assert.InRange(named.Count, 8, 40);
        Assert.Subset(CompanionsTemplate.Parameters.ToHashSet(), named);
        Assert.All(
            CompanionsTemplate.Parts.Keys,
            it => Assert.Contains($"| `{it}` |", section, StringComparison.Ordinal)
        );
    }

    private static HashSet<string> VariablesGiven(string text) =>
        Variable().Matches(text).Select(it => it.Groups[1].Value).ToHashSet();

    /// <summary>What a file of parameters leaves open, but for what the script fills in.</summary>
    private static HashSet<string> VariablesOf(string file)
    {
        var filledByScript = new[] { "CodeBucket", "CodeKey", "ReleaseVersion", "DeploymentId" };
        return ParameterFileTests
            .Read(file)
            .Where(it => !filledByScript.Contains(it.Name))
            .SelectMany(it => Placeholder().Matches(it.Value).Select(match => match.Groups[1].Value))
            .ToHashSet();
    }

    private static string SectionOf(string document, string first, string next)
    {
        var text = File.ReadAllText(Repository.PathOf(document));
        var start = text.IndexOf(first, StringComparison.Ordinal);
        return text[start..text.IndexOf(next, start, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"deploy/(\w+\.sh)([^`\n|]*)")]
    private static partial Regex ScriptCall();

    [GeneratedRegex(@"(?<= )--[a-z-]+")]
    private static partial Regex Option();

    /// <summary><c>`Name`</c>, <c>`Name=value`</c>, or <c>--parameter Name=value</c>.</summary>
    [GeneratedRegex(@"(?:--parameter |`)([A-Z]\w+[a-z]\w*)(?:=([^`\s]+))?(?=[`\s])")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"--variable ([\w.]+)=")]
    private static partial Regex Variable();

    [GeneratedRegex(@"#\{([^}]+)\}")]
    private static partial Regex Placeholder();
}
