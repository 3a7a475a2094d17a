using System.Text.Json.Nodes;
using LogsProcessor.Deploy.Tests.Templates;

namespace LogsProcessor.Deploy.Tests.Companions;

/// <summary>
/// A template as the emulator can take it: at an update it forgets conditions, and fails where a resource that is not made names another.
/// Those resources are left out; everything else is as it is written.
/// </summary>
internal static class EmulatorTemplate
{
    internal static string Of(JsonObject template, IReadOnlyDictionary<string, string> parameters)
    {
        var stack = new StackModel(template, parameters);
        var copy = template.DeepClone().AsObject();
        Keep(copy["Resources"]!.AsObject(), stack.Resources.Keys);
        Keep(copy["Outputs"]!.AsObject(), stack.Outputs.Keys);
        return WriteOut(copy)!.ToJsonString();
    }

    private static void Keep(JsonObject section, IEnumerable<string> made)
    {
        foreach (var name in section.Select(it => it.Key).Except(made).ToList())
        {
            section.Remove(name);
        }
    }

    /// <summary>JSON has no short form of <c>Fn::GetAtt</c>.</summary>
    private static JsonNode? WriteOut(JsonNode? node) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.Select(it =>
                    KeyValuePair.Create(
                        it.Key,
                        it.Key == "Fn::GetAtt"
                            ? new JsonArray([
                                .. it.Value!.ToString().Split('.', 2).Select(part => JsonValue.Create(part)),
                            ])
                            : WriteOut(it.Value)
                    )
                )
            ),
            JsonArray array => new JsonArray([.. array.Select(WriteOut)]),
            _ => node?.DeepClone(),
        };
}
