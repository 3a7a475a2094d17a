using System.Text.Json;

namespace LogsProcessor.Cli;

/// <summary>
/// Members of JSON that somebody else wrote: one that is missing, or of another kind than expected, counts as not there. So does one
/// with half a character in its text (an escape such as <c>\ud800</c> alone, right by JSON's grammar), which throws when it is read.
/// </summary>
internal static class JsonMembers
{
    extension(JsonElement json)
    {
        /// <summary>A member, or null.</summary>
        public JsonElement? Member(string name)
        {
            try
            {
                return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member)
                    ? member
                    : null;
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        /// <summary>The text of a member, or null.</summary>
        public string? Text(string name)
        {
            try
            {
                return json.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        /// <summary>The number of a member, or null.</summary>
        public long? Number(string name) =>
            json.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var value)
                ? value
                : null;

        /// <summary>The items of a member that is a list, or null.</summary>
        public IReadOnlyList<JsonElement>? Items(string name) =>
            json.Member(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : null;
    }

    /// <summary>The values of a text that holds one, or several one after the other; null if it holds anything else.</summary>
    public static IReadOnlyList<JsonElement>? ValuesOf(ReadOnlySpan<byte> text)
    {
        var values = new List<JsonElement>();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            while (reader.Read())
            {
                values.Add(JsonElement.ParseValue(ref reader));
            }

            return values;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
