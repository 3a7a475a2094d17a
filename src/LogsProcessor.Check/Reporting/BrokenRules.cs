using System.Text.Json;

namespace LogsProcessor.Check.Reporting;

/// <summary>Broken rules as JSON: column, rule, what would be right, how often, and the first few with row, line, offset and value.</summary>
internal static class BrokenRules
{
    internal static void Write(Utf8JsonWriter json, string name, IEnumerable<BrokenRule> rules, int mostSamples)
    {
        json.WriteStartArray(name);
        foreach (var broken in rules)
        {
            json.WriteStartObject();
            json.WriteString("column", broken.Rule.Column);
            json.WriteString("rule", broken.Rule.Name);
            json.WriteString("expected", broken.Rule.Expected);
            json.WriteNumber("count", broken.Count);
            json.WriteStartArray("samples");
            foreach (var sample in broken.Samples.Take(mostSamples))
            {
                json.WriteStartObject();
                json.WriteNumber("row", sample.Place.Row);
                json.WriteNumber("line", sample.Place.Line);
                json.WriteNumber("offset", sample.Place.Offset);
                json.WriteString("value", sample.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
