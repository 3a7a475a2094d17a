namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>A combination of the choices that add or leave out resources.</summary>
/// <param name="Name">The choices, in words.</param>
/// <param name="Parameters">What they set, as <c>Name=value;Name=value</c>.</param>
internal sealed record Combination(string Name, string Parameters)
{
    private static readonly (string Name, string Parameters)[][] Choices =
    [
        [("queue", ""), ("direct", "Trigger=Direct")],
        [("new", ""), ("existing", "CreateLogsBucket=no")],
        [("public", ""), ("vpc", "VpcId=vpc-1a;SubnetIds=subnet-1a,subnet-2b;S3PrefixList=pl-1a")],
        [("plain", ""), ("key", "KmsKeyArn=arn:aws:kms:us-east-1:123456789012:key/1")],
    ];

    /// <summary>Each of them.</summary>
    internal static IReadOnlyList<Combination> All { get; } =
        Choices.Aggregate<(string Name, string Parameters)[], IReadOnlyList<Combination>>(
            [new Combination("", "")],
            (combinations, choices) =>
                [.. combinations.SelectMany(it => choices.Select(choice => it.With(choice.Name, choice.Parameters)))]
        );

    /// <summary>The one of this name.</summary>
    internal static Combination Of(string name) => All.Single(it => it.Name == name);

    private Combination With(string name, string parameters) =>
        new(
            string.Join('-', new[] { Name, name }.Where(it => it.Length > 0)),
            string.Join(';', new[] { Parameters, parameters }.Where(it => it.Length > 0))
        );
}
