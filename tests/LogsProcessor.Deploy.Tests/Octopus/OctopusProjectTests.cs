using System.Text.RegularExpressions;
using LogsProcessor.Deploy.Tests.Templates;
using LogsProcessor.Testing;

namespace LogsProcessor.Deploy.Tests.Octopus;

/// <summary>What the deployment process names is there: variables, steps, scripts and their options, parameters.</summary>
public sealed partial class OctopusProjectTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("octopus", "README.md"));

    /// <summary>Texts in which Octopus puts values: its own files, and the parameters of the template.</summary>
    private static IEnumerable<string> Texts =>
        OctopusProject
            .Files.Values.SelectMany(it => it.Texts())
            .Concat(
                OctopusProject.Environments.SelectMany(it => ParameterFileTests.Read(it).Select(value => value.Value))
            );

    [Fact]
    public void Every_file_is_OCL_and_none_is_missing() =>
        Assert.Subset(
            OctopusProject.Files.Keys.ToHashSet(),
            new HashSet<string>
            {
                "deployment_process.ocl",
                "deployment_settings.ocl",
                "schema_version.ocl",
                "variables.ocl",
                "runbooks/detect-drift.ocl",
                "runbooks/recent-summaries.ocl",
                "runbooks/replay-failed.ocl",
                "runbooks/replay-prefix.ocl",
                "runbooks/switch-alias-weight.ocl",
            }
        );

    [Fact]
    public void Every_variable_that_is_used_has_a_value_in_every_environment()
    {
        var used = Texts.SelectMany(NamesIn).Concat(ReadByScripts()).ToHashSet();
        used.UnionWith(
            OctopusProject
                .Steps.Select(it => it.Blocks[0].Attributes.GetValueOrDefault("worker_pool_variable"))
                .OfType<string>()
        );
        used.UnionWith(
            OctopusProject
                .Steps.Select(it => OctopusProject.Property(it, "Octopus.Action.AwsAccount.Variable"))
                .OfType<string>()
        );

        Assert.InRange(used.Count(it => OctopusProject.Variables.ContainsKey(it)), 15, 40);
        Assert.All(used.Where(it => !IsOctopuss(it)), AssertDefined);
    }

    [Fact]
    public void Every_variable_is_used_somewhere_and_explained_in_the_readme()
    {
        var used = Texts.SelectMany(NamesIn).Concat(ReadByScripts()).Concat(["WorkerPool", "AWS.Account"]).ToHashSet();

        Assert.Subset(used, OctopusProject.Variables.Keys.ToHashSet());
        Assert.All(OctopusProject.Variables.Keys, it => Assert.Contains($"`{it}`", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_systems_variable_names_are_kept() =>
        Assert.Subset(
            OctopusProject.Variables.Keys.ToHashSet(),
            new HashSet<string>
            {
                "LogHost",
                "LogPort",
                "Connections.Limit",
                "Connections.WaitMilliseconds",
                "Application",
                "Component",
            }
        );

    [Fact]
    public void The_first_step_names_every_variable_that_has_to_be_set()
    {
        var script = OctopusProject.Property(OctopusProject.Steps[0], "Octopus.Action.Script.ScriptBody")!;
        var needed = ParameterFileTests
            .Read("production")
            .SelectMany(it => NamesIn(it.Value))
            .Where(it => OctopusProject.Variables.ContainsKey(it) && it != "AlarmTopic")
            .Concat(["AWS.Account", "AWS.Region", "ParametersFile", "StackName"]);

        Assert.All(
            needed,
            it => Assert.Contains($"need {it} \"$(get_octopusvariable {it})\"", script, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Production_applies_what_was_approved_and_the_others_deploy_at_once()
    {
        var steps = OctopusProject.Steps.Select(it => (it.Labels.Single(), Environments(it)));

        Assert.Equal(
            [
                ("check-variables", ""),
                ("upload-package", ""),
                ("note-live-version", ""),
                ("preview-changes", "production"),
                ("approve-changes", "production"),
                ("apply-changes", "production"),
                ("deploy-stack", "ci,staging"),
                ("attach-bucket", ""),
                ("smoke-test", ""),
                ("roll-back", ""),
            ],
            steps
        );
        Assert.Equal("Failure", OctopusProject.Steps[^1].Attributes["condition"]);

        static string Environments(OclBlock step) =>
            step.Blocks[0].Attributes.GetValueOrDefault("environments") is IReadOnlyList<object?> list
                ? string.Join(',', list)
                : "";
    }

    [Fact]
    public void Outputs_are_those_of_steps_that_come_before()
    {
        var names = OctopusProject.Steps.Select(it => it.Attributes["name"]!.ToString()).ToHashSet();
        var named = Texts.SelectMany(it => StepName().Matches(it).Select(match => match.Groups[1].Value)).ToHashSet();

        Assert.InRange(named.Count, 2, 9);
        Assert.Subset(names.ToHashSet()!, named);
    }

    [Fact]
    public void The_template_and_parameters_that_steps_name_are_in_the_package()
    {
        var steps = OctopusProject
            .Steps.Where(it => it.Blocks[0].Attributes["action_type"] is "Octopus.AwsRunCloudFormation")
            .ToList();

        Assert.Equal(2, steps.Count);
        Assert.All(
            steps,
            it =>
            {
                Assert.True(
                    File.Exists(
                        Repository.PathOf(OctopusProject.Property(it, "Octopus.Action.Aws.CloudFormationTemplate")!)
                    )
                );
                Assert.Equal(
                    "deploy/parameters/#{ParametersFile}",
                    OctopusProject.Property(it, "Octopus.Action.Aws.CloudFormationTemplateParametersRaw")
                );
            }
        );
    }

    [Fact]
    public void Nothing_in_the_code_package_is_changed_on_its_way()
    {
        var options = OctopusProject.Property(OctopusProject.Steps[1], "Octopus.Action.Aws.S3.PackageOptions")!;
        using var json = System.Text.Json.JsonDocument.Parse(options);

        Assert.Equal("", json.RootElement.GetProperty("variableSubstitutionPatterns").GetString());
        Assert.Equal("", json.RootElement.GetProperty("structuredVariableSubstitutionPatterns").GetString());
    }

    private static void AssertDefined(string name)
    {
        if (name.StartsWith("Tenant.", StringComparison.Ordinal))
        {
            Assert.Contains($"`{name}`", Readme, StringComparison.Ordinal);
            return;
        }

        Assert.True(OctopusProject.Variables.TryGetValue(name, out var environments), $"no variable {name}");
        Assert.Equal(OctopusProject.Environments.Order(), environments.Order());
    }

    private static bool IsOctopuss(string name) =>
        name.StartsWith("Octopus.", StringComparison.Ordinal) || name.StartsWith("change.", StringComparison.Ordinal);

    private static IEnumerable<string> ReadByScripts() =>
        OctopusProject
            .Files.Values.SelectMany(it => it.Texts())
            .SelectMany(it => ReadByScript().Matches(it).Select(match => match.Groups[1].Value));

    /// <summary>The names in <c>#{Name}</c>, <c>#{Name | Filter}</c>, <c>#{if Name}</c> and <c>#{each x in Name}</c>.</summary>
    private static IEnumerable<string> NamesIn(string text) =>
        Expression().Matches(text).Select(it => it.Groups[1].Value);

    [GeneratedRegex(@"#\{(?:if |each \w+ in )?([A-Za-z][\w.\[\] ]*?)(?: \| \w+)?\}(?<!#\{else\})")]
    private static partial Regex Expression();

    [GeneratedRegex(@"get_octopusvariable ([\w.]+)\)")]
    private static partial Regex ReadByScript();

    [GeneratedRegex(@"Octopus\.(?:Action|Step)\[([^\]]+)\]\.(?:Output|Status)")]
    private static partial Regex StepName();
}
