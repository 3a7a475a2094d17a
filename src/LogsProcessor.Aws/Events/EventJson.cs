using System.Text.Json;

namespace LogsProcessor.Aws.Events;

/// <summary>Reads members of an event that may be missing, or be something else than expected: both count as not there.</summary>
internal static class EventJson
{
    internal static string? Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } text ? Decode(text, name) : null;

    internal static long? Number(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value)
            ? value
            : null;

    internal static JsonElement? Object(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Object } found ? found : null;

    internal static JsonElement? Records(JsonElement json) =>
        Member(json, "Records") is { ValueKind: JsonValueKind.Array } found ? found : null;

    // An escape such as \ud800 alone is right by JSON's grammar, but half a character: names and texts that hold it throw when read.
    private static JsonElement? Member(JsonElement json, string name)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var found) ? found : null;
        }
        catch (InvalidOperationException exception)
        {
            throw new EventException($"a name beside '{name}' is not valid Unicode", exception);
        }
    }

    private static string Decode(JsonElement text, string name)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new EventException($"the text of '{name}' is not valid Unicode", exception);
        }
    }
}
