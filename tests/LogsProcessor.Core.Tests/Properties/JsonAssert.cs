using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogsProcessor.Core.Tests.Reference;

namespace LogsProcessor.Core.Tests.Properties;

/// <summary>Compares documents by what they say: members in any order, numbers by value and not by spelling.</summary>
internal static partial class JsonAssert
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Strict JSON, without a member that is there twice.</summary>
    internal static JsonDocument ParseStrictly(byte[] document) => JsonDocument.Parse(document, Strict);

    /// <summary>The first difference, or null.</summary>
    internal static string? Difference(JsonNode expected, JsonElement actual, string path = "$")
    {
        switch (expected)
        {
            case JsonObject members when actual.ValueKind == JsonValueKind.Object:
                return Difference(members, actual, path);
            case JsonArray items when actual.ValueKind == JsonValueKind.Array:
                return items.Count == actual.GetArrayLength()
                    ? items
                        .Select((item, index) => Difference(item!, actual[index], $"{path}[{index}]"))
                        .FirstOrDefault(found => found is not null)
                    : $"{path}: expected {items.ToJsonString()}, is {actual.GetRawText()}";
            case JsonValue value when IsSame(value, actual):
                return null;
            default:
                return $"{path}: expected {expected.ToJsonString()}, is {actual.GetRawText()}";
        }
    }

    private static string? Difference(JsonObject expected, JsonElement actual, string path)
    {
        foreach (var (name, value) in expected)
        {
            if (!actual.TryGetProperty(name, out var member))
            {
                return $"{path}.{name}: expected {value!.ToJsonString()}, is left out";
            }

            if (Difference(value!, member, $"{path}.{name}") is { } difference)
            {
                return difference;
            }
        }

        var surplus = actual.EnumerateObject().FirstOrDefault(member => !expected.ContainsKey(member.Name));
        return surplus.Value.ValueKind == JsonValueKind.Undefined
            ? null
            : $"{path}.{surplus.Name}: expected to be left out, is {surplus.Value.GetRawText()}";
    }

    private static bool IsSame(JsonValue expected, JsonElement actual) =>
        (expected.GetValueKind(), actual.ValueKind) switch
        {
            (JsonValueKind.String, JsonValueKind.String) => IsSameText(
                expected.GetValue<string>(),
                actual.GetString()!
            ),
            (JsonValueKind.Number, JsonValueKind.Number) => Normal(expected.ToJsonString())
                == Normal(actual.GetRawText()),
            _ => false,
        };

    private static bool IsSameText(string expected, string actual) =>
        expected == MalformedReference.AnyMessage ? actual.Length > 0 : expected == actual;

    /// <summary>The digits of a number without zeros that say nothing.</summary>
    private static string Normal(string number)
    {
        var normal = number.Contains('.', StringComparison.Ordinal) ? TrailingZeros().Replace(number, "") : number;
        return normal == "-0" ? "0" : normal.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("""\.?0+\z""")]
    private static partial Regex TrailingZeros();
}
