using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogsProcessor.Core.Tests.Contracts;

/// <summary>
/// Validates JSON against the keywords of JSON Schema (draft 2020-12) that the contracts use. Any other keyword is refused: it would
/// pass without being looked at.
/// </summary>
internal static class SchemaValidator
{
    /// <summary>What does not fit: the place, and why. Empty if all does.</summary>
    internal static List<string> Validate(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Validate(schema, value, "$", faults);
        return faults;
    }

    private static void Validate(JsonElement schema, JsonElement value, string place, List<string> faults)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var fault = keyword.Name switch
            {
                "$schema" or "$id" or "title" or "description" => null,
                "type" => IsOfType(value, keyword.Value.GetString()!) ? null : $"is no {keyword.Value}",
                "const" => JsonElement.DeepEquals(value, keyword.Value) ? null : $"is not {keyword.Value}",
                "enum" => keyword.Value.EnumerateArray().Any(item => JsonElement.DeepEquals(value, item))
                    ? null
                    : $"is none of {string.Join(", ", keyword.Value.EnumerateArray())}",
                "pattern" => value.ValueKind != JsonValueKind.String
                || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!)
                    ? null
                    : $"does not match {keyword.Value}",
                "required" => Missing(value, keyword.Value),
                "additionalProperties" => Unknown(schema, value),
                "properties" => Members(keyword.Value, value, place, faults),
                "items" => Items(keyword.Value, value, place, faults),
                _ => throw new NotSupportedException($"the keyword '{keyword.Name}' at {place}"),
            };
            if (fault is not null)
            {
                faults.Add($"{place} {fault}");
            }
        }
    }

    private static bool IsOfType(JsonElement value, string type) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            _ => throw new NotSupportedException($"the type '{type}'"),
        };

    private static string? Missing(JsonElement value, JsonElement required)
    {
        var missing = required
            .EnumerateArray()
            .Where(name => value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(name.GetString()!, out _))
            .ToList();
        return missing.Count == 0 ? null : $"lacks {string.Join(", ", missing)}";
    }

    /// <summary>The contracts allow no others: <c>additionalProperties</c> is always false.</summary>
    private static string? Unknown(JsonElement schema, JsonElement value)
    {
        var known = schema.GetProperty("properties");
        var unknown =
            value.ValueKind == JsonValueKind.Object
                ? value
                    .EnumerateObject()
                    .Select(member => member.Name)
                    .Where(name => !known.TryGetProperty(name, out _))
                    .ToList()
                : [];
        return unknown.Count == 0 ? null : $"must not have {string.Join(", ", unknown)}";
    }

    private static string? Members(JsonElement properties, JsonElement value, string place, List<string> faults)
    {
        foreach (var property in properties.EnumerateObject())
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(property.Name, out var member))
            {
                Validate(property.Value, member, $"{place}.{property.Name}", faults);
            }
        }

        return null;
    }

    private static string? Items(JsonElement items, JsonElement value, string place, List<string> faults)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Validate(items, item, place + "[]", faults);
            }
        }

        return null;
    }
}
