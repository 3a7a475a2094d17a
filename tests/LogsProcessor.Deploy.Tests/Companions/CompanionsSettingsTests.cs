using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Bundle;
using LogsProcessor.Functions.Check;
using LogsProcessor.Functions.Clone;
using LogsProcessor.Functions.Intake;

namespace LogsProcessor.Deploy.Tests.Companions;

/// <summary>The environment of each function in the template is what its code reads.</summary>
public sealed class CompanionsSettingsTests
{
    /// <summary>Set by Lambda itself, or for emulators alone.</summary>
    private static readonly HashSet<string> Others =
    [
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_ENDPOINT_URL",
    ];

    private static readonly Dictionary<string, Action<SettingsReader>> Readers = new()
    {
        ["bundle"] = it => BundleFunction.Read(it),
        ["clone-plan"] = it => CloneFunction.ReadPlan(it),
        ["clone-copy"] = it => CloneFunction.ReadCopy(it),
        ["check"] = it => CheckFunction.Read(it),
        ["intake"] = it => IntakeFunction.Read(it),
        ["move"] = it => MoveFunction.Read(it),
    };

    public static TheoryData<string, string> Functions =>
        new()
        {
            { "bundle", "BundleFunction" },
            { "clone-plan", "PlanFunction" },
            { "clone-copy", "CopyFunction" },
            { "check", "CheckFunction" },
            { "intake", "IntakeFunction" },
            { "move", "MoveFunction" },
        };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_setting_the_code_reads_can_be_reached_and_every_other_is_none(string function, string resource)
    {
        var variables = Variables(resource, "S3Endpoint=https://vpce.example.net");
        var read = new HashSet<string>();
        Readers[function]
            (
                new SettingsReader(name =>
                {
                    read.Add(name);
                    return variables.GetValueOrDefault(name);
                })
            );

        Assert.Equal(function, variables["FUNCTION"]);
        Assert.Equal(read.Except(Others).Append("FUNCTION").Order(), variables.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_defaults_of_the_template_are_accepted_by_the_code(string function, string resource)
    {
        var variables = Variables(resource);
        variables["AWS_REGION"] = "eu-west-1";
        var settings = new SettingsReader(variables.GetValueOrDefault);

        Readers[function](settings);

        Assert.Empty(settings.Faults);
    }

    /// <summary>As deployed: the role's ARN is one, which the model of a stack does not know.</summary>
    private static Dictionary<string, string> Variables(string resource, params string[] others)
    {
        var stack = CompanionsTemplate.With(CompanionsTemplate.Parts.Keys, others);
        var variables = CompanionsTemplate.Variables(stack, resource);
        if (variables.ContainsKey("UPLOAD_ROLE_ARN"))
        {
            variables["UPLOAD_ROLE_ARN"] = "arn:aws:iam::111122223333:role/upload";
        }

        return variables;
    }
}
