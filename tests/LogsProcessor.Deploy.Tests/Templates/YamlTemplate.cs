using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>Reads a CloudFormation template from YAML into the JSON that it stands for, short forms of functions written out.</summary>
internal static class YamlTemplate
{
    internal static JsonObject Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Convert(stream.Documents[0].RootNode)!.AsObject();
    }

    private static JsonNode? Convert(YamlNode node)
    {
        var tag = node.Tag.IsEmpty ? "" : node.Tag.Value;
        if (!tag.StartsWith('!') || tag == "!")
        {
            return Plain(node);
        }

        var name = tag[1..];
        return new JsonObject { [name is "Ref" or "Condition" ? name : $"Fn::{name}"] = Plain(node) };
    }

    private static JsonNode? Plain(YamlNode node) =>
        node switch
        {
            YamlMappingNode mapping => new JsonObject(
                mapping.Children.Select(it => KeyValuePair.Create(((YamlScalarNode)it.Key).Value!, Convert(it.Value)))
            ),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
            YamlScalarNode scalar => Scalar(scalar),
            _ => throw new NotSupportedException($"a template has no {node.NodeType}"),
        };

    private static JsonValue Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value!;
        return scalar.Style != ScalarStyle.Plain ? JsonValue.Create(text)
            : bool.TryParse(text, out var flag) ? JsonValue.Create(flag)
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }
}
