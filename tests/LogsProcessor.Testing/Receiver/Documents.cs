using System.Text.Json;

namespace LogsProcessor.Testing.Receiver;

/// <summary>Reads the documents that were shipped.</summary>
public static class Documents
{
    /// <summary>The id of each line's document, in whichever layout it is.</summary>
    /// <exception cref="JsonException">A line is not JSON.</exception>
    /// <exception cref="FormatException">A line has no id.</exception>
    public static IReadOnlyList<string> EventIds(IEnumerable<string> lines) => [.. lines.Select(EventId)];

    /// <summary>The id of a line's document, in whichever layout it is.</summary>
    public static string EventId(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        if (root.TryGetProperty("event", out var nested) && nested.TryGetProperty("id", out var ecs))
        {
            return ecs.GetString()!;
        }

        if (root.TryGetProperty("event_id", out var aws))
        {
            return aws.GetString()!;
        }

        return root.TryGetProperty("EventId", out var original)
            ? original.GetString()!
            : throw new FormatException($"the document has no event id: {line}");
    }
}
