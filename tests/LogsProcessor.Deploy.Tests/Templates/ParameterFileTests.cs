using System.Text.Json.Nodes;
using LogsProcessor.Testing;

namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>The parameters of each environment fit the template.</summary>
public sealed class ParameterFileTests
{
    private static readonly string[] Names = ["ci", "staging", "production"];

    public static TheoryData<string> Environments => new(Names);

    [Fact]
    public void There_is_a_file_for_each_environment_and_one_for_the_companions() =>
        Assert.Equal(
            Names.Append("companions").Select(it => $"{it}.json").Order(),
            Directory.EnumerateFiles(Repository.PathOf("deploy", "parameters")).Select(Path.GetFileName).Order()
        );

    [Theory]
    [MemberData(nameof(Environments))]
    public void It_names_every_parameter_of_the_template_once(string environment) =>
        Assert.Equal(Template.Parameters.Order(), Read(environment).Select(it => it.Name).Order());

    [Theory]
    [MemberData(nameof(Environments))]
    public void Its_values_are_allowed_and_go_together(string environment)
    {
        var parameters = Read(environment)
            .Select(it =>
                (
                    it.Name,
                    Value: Template.Required.TryGetValue(it.Name, out var sample)
                    && it.Value.Contains("#{", StringComparison.Ordinal)
                        ? sample
                        : Filled(it.Value)
                )
            )
            .ToArray();

        Assert.All(parameters, it => AssertAllowed(Template.Json, it.Name, it.Value));
        Assert.Empty(Template.With(parameters).Faults);
    }

    [Fact]
    public void The_environment_is_the_one_of_the_file() =>
        Assert.Equal(
            ["CI", "Staging", "Production"],
            Names.Select(it => Read(it).Single(parameter => parameter.Name == "Environment").Value)
        );

    internal static IReadOnlyList<(string Name, string Value)> Read(string environment) =>
        [
            .. JsonNode
                .Parse(File.ReadAllText(Repository.PathOf("deploy", "parameters", $"{environment}.json")))!
                .AsArray()
                .Select(it => (it!["ParameterKey"]!.ToString(), it["ParameterValue"]!.ToString())),
        ];

    private static string Filled(string value) =>
        value switch
        {
            "#{LogPort}" => "5044",
            "#{Connections.Limit}" => "8",
            "#{Connections.WaitMilliseconds}" => "10000",
            "#{AlarmTopic}" => "",
            _ => value,
        };

    internal static void AssertAllowed(JsonNode template, string name, string value)
    {
        var parameter = template["Parameters"]![name]!;
        if (parameter["AllowedPattern"] is { } pattern)
        {
            Assert.Matches(pattern.ToString(), value);
        }

        if (parameter["AllowedValues"] is JsonArray allowed)
        {
            Assert.Contains(value, allowed.Select(it => it!.ToString()));
        }

        if (parameter["Type"]!.ToString() == "Number")
        {
            Assert.InRange(
                long.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
                parameter["MinValue"]?.GetValue<long>() ?? long.MinValue,
                parameter["MaxValue"]?.GetValue<long>() ?? long.MaxValue
            );
        }
    }
}
