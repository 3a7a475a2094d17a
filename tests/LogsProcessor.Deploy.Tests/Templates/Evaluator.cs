using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>Carries out the functions of a template, as far as the project's uses them; any other is a fault of the test.</summary>
internal sealed partial class Evaluator
{
    private readonly JsonObject _template;
    private readonly Dictionary<string, string> _values = new()
    {
        ["AWS::Partition"] = "aws",
        ["AWS::Region"] = "eu-west-1",
        ["AWS::AccountId"] = "111122223333",
        ["AWS::StackName"] = "orders-logs",
        ["AWS::URLSuffix"] = "amazonaws.com",
    };

    internal Evaluator(JsonObject template, IReadOnlyDictionary<string, string> parameters)
    {
        _template = template;
        foreach (var (name, definition) in template["Parameters"]!.AsObject())
        {
            _values[name] = parameters.TryGetValue(name, out var given)
                ? given
                : (definition!["Default"] ?? throw new ArgumentException($"parameter {name} has no value")).ToString();
        }
    }

    /// <summary>The resources named since it was last cleared.</summary>
    internal HashSet<string> References { get; } = [];

    /// <summary>Whether a condition holds.</summary>
    internal bool IsTrue(string condition) => Test(_template["Conditions"]![condition]!);

    /// <summary>The descriptions of the rule's assertions that do not hold.</summary>
    internal IEnumerable<string> Broken(JsonObject rule) =>
        rule["RuleCondition"] is { } condition && !Test(condition)
            ? []
            : rule["Assertions"]!
                .AsArray()
                .Where(it => !Test(it!["Assert"]!))
                .Select(it => it!["AssertDescription"]!.GetValue<string>());

    /// <summary>A value with all functions carried out; null for <c>AWS::NoValue</c>.</summary>
    internal JsonNode? Evaluate(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            return new JsonArray([.. array.Select(Evaluate).Where(it => it is not null)]);
        }

        if (node is not JsonObject map)
        {
            return node?.DeepClone();
        }

        if (
            map.Count == 1
            && (map.First().Key == "Ref" || map.First().Key.StartsWith("Fn::", StringComparison.Ordinal))
        )
        {
            return Call(map.First().Key, map.First().Value!);
        }

        return new JsonObject(
            map.Select(it => KeyValuePair.Create(it.Key, Evaluate(it.Value))).Where(it => it.Value is not null)
        );
    }

    private JsonNode? Call(string function, JsonNode argument) =>
        function switch
        {
            "Ref" => Refer(argument.GetValue<string>()),
            "Fn::GetAtt" => Attribute(argument.GetValue<string>()),
            "Fn::Sub" => Substitute(argument),
            "Fn::If" => Evaluate(IsTrue(argument[0]!.GetValue<string>()) ? argument[1] : argument[2]),
            "Fn::FindInMap" => _template["Mappings"]![Text(argument[0])]![Text(argument[1])]![
                Text(argument[2])
            ]!.DeepClone(),
            "Fn::Split" => new JsonArray([
                .. Text(argument[1]).Split(Text(argument[0])).Select(it => JsonValue.Create(it)),
            ]),
            _ => throw new NotSupportedException($"{function} is not known to the test"),
        };

    private bool Test(JsonNode node)
    {
        var (function, argument) = node.AsObject().First();
        return function switch
        {
            "Condition" => IsTrue(argument!.GetValue<string>()),
            "Fn::Equals" => Text(argument![0]) == Text(argument[1]),
            "Fn::Not" => !Test(argument![0]!),
            "Fn::And" => argument!.AsArray().All(it => Test(it!)),
            "Fn::Or" => argument!.AsArray().Any(it => Test(it!)),
            "Fn::Contains" => argument![0]!.AsArray().Select(Text).Contains(Text(argument[1])),
            _ => throw new NotSupportedException($"{function} is not known to the test"),
        };
    }

    private string Text(JsonNode? node) => Evaluate(node)!.ToString();

    private JsonValue? Refer(string name)
    {
        if (name == "AWS::NoValue")
        {
            return null;
        }

        if (_values.TryGetValue(name, out var value))
        {
            return JsonValue.Create(value);
        }

        return Attribute(name);
    }

    private JsonValue Attribute(string name)
    {
        var resource = name.Split('.')[0];
        Assert.True(_template["Resources"]!.AsObject().ContainsKey(resource), $"there is no resource {resource}");
        References.Add(resource);
        return JsonValue.Create(name);
    }

    private JsonValue Substitute(JsonNode argument)
    {
        var text = argument is JsonArray array ? array[0]!.GetValue<string>() : argument.GetValue<string>();
        var own = argument is JsonArray pair ? pair[1]!.AsObject() : [];
        return JsonValue.Create(
            Placeholder()
                .Replace(
                    text,
                    match =>
                    {
                        var name = match.Groups[1].Value;
                        return own.ContainsKey(name) ? Text(own[name]) : Refer(name)!.ToString();
                    }
                )
        );
    }

    [GeneratedRegex(@"\$\{([^!}][^}]*)\}")]
    private static partial Regex Placeholder();
}
