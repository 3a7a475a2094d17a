using System.Text.Json;
using LogsProcessor.Check.Reading;
using LogsProcessor.Check.Values;

namespace LogsProcessor.Check.Rules;

/// <summary>A limit of how many items a JSON array has, or members an object.</summary>
internal sealed class ItemLimit(Rule rule, int least, int most) : CellRule(rule)
{
    internal override bool Holds(ReadOnlySpan<byte> text, in CellValue value, CellScratch scratch)
    {
        // The text is of the type: it is JSON.
        var json = new Utf8JsonReader(text);
        json.Read();
        var isObject = json.TokenType == JsonTokenType.StartObject;
        var items = 0;
        while (json.Read() && json.CurrentDepth > 0)
        {
            var isOwn = json.CurrentDepth == 1;
            items +=
                isOwn && (isObject ? json.TokenType == JsonTokenType.PropertyName : IsBegin(json.TokenType)) ? 1 : 0;
        }

        return items >= least && items <= most;
    }

    private static bool IsBegin(JsonTokenType token) =>
        token is not (JsonTokenType.EndObject or JsonTokenType.EndArray);
}
