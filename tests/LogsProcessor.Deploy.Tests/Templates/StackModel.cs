using System.Text.Json.Nodes;

namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>
/// What a template makes of parameters: conditions decided, functions carried out. A reference to a resource becomes its logical id,
/// an attribute <c>Id.Attribute</c>; both are kept in <see cref="References"/> of the resource that holds them.
/// </summary>
internal sealed class StackModel
{
    private readonly Evaluator _evaluator;
    private readonly Dictionary<string, JsonObject> _resources = [];
    private readonly Dictionary<string, HashSet<string>> _references = [];

    internal StackModel(JsonObject template, IReadOnlyDictionary<string, string> parameters)
    {
        _evaluator = new Evaluator(template, parameters);
        foreach (var (name, resource) in template[nameof(Resources)]!.AsObject())
        {
            if (resource!["Condition"] is { } condition && !_evaluator.IsTrue(condition.GetValue<string>()))
            {
                continue;
            }

            _evaluator.References.Clear();
            _resources[name] = _evaluator.Evaluate(resource)!.AsObject();
            _references[name] = [.. _evaluator.References];
        }

        Outputs = template[nameof(Outputs)]!
            .AsObject()
            .Where(it => it.Value!["Condition"] is not { } condition || _evaluator.IsTrue(condition.GetValue<string>()))
            .ToDictionary(it => it.Key, it => _evaluator.Evaluate(it.Value!["Value"])!.ToString());
        Faults = [.. template["Rules"]!.AsObject().SelectMany(rule => _evaluator.Broken(rule.Value!.AsObject()))];
    }

    /// <summary>The resources that are made, by logical id.</summary>
    internal IReadOnlyDictionary<string, JsonObject> Resources => _resources;

    /// <summary>The outputs that there are.</summary>
    internal IReadOnlyDictionary<string, string> Outputs { get; }

    /// <summary>What the template's rules say against the parameters.</summary>
    internal IReadOnlyList<string> Faults { get; }

    /// <summary>A resource's properties.</summary>
    internal JsonObject Properties(string resource) => _resources[resource]["Properties"]!.AsObject();

    /// <summary>The resources that a resource waits for, because it names them.</summary>
    internal IReadOnlySet<string> References(string resource) => _references[resource];

    /// <summary>The resources of a type, by logical id.</summary>
    internal IEnumerable<KeyValuePair<string, JsonObject>> OfType(string type) =>
        _resources.Where(it => it.Value["Type"]!.GetValue<string>() == type);
}
