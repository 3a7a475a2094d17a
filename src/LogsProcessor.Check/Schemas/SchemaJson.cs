using System.Text;
using System.Text.Json;

namespace LogsProcessor.Check.Schemas;

/// <summary>A piece of a schema's JSON: gives its members, and notes what is wrong with them.</summary>
/// <param name="json">The piece, an object.</param>
/// <param name="where">How messages call it.</param>
/// <param name="faults">Where faults go.</param>
internal sealed class SchemaJson(JsonElement json, string where, List<string> faults)
{
    private static readonly JsonElement[] Unreadable = [default];

    /// <summary>How messages call it.</summary>
    internal string Where => where;

    /// <summary>Notes that a member is wrong.</summary>
    internal void Fault(string name, string allowed) =>
        faults.Add(
            json.TryGetProperty(name, out var found)
                ? $"{where}: '{name}' is {Shown(found)}: {allowed}"
                : $"{where}: '{name}' is missing: {allowed}"
        );

    /// <summary>Notes that a member must not be there, if it is.</summary>
    internal void Refuse(string name, string why)
    {
        if (Member(name) is not null)
        {
            Fault(name, why);
        }
    }

    /// <summary>A member that is there, and is not null; or null.</summary>
    internal JsonElement? Member(string name) =>
        json.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    /// <summary>A text, or null.</summary>
    internal string? Text(string name)
    {
        if (Member(name) is not { } found)
        {
            return null;
        }

        if (found.ValueKind == JsonValueKind.String)
        {
            return found.GetString();
        }

        Fault(name, "a text is allowed");
        return null;
    }

    /// <summary>A text of one character of one byte, or null.</summary>
    internal byte? Character(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (text is [< (char)0x80 and not ('"' or '\n' or '\r')])
        {
            return (byte)text[0];
        }

        Fault(name, "one ASCII character is allowed, no quote and no line end");
        return null;
    }

    /// <summary>True or false.</summary>
    internal bool Flag(string name, bool fallback = false)
    {
        if (Member(name) is not { } found)
        {
            return fallback;
        }

        if (found.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return found.GetBoolean();
        }

        Fault(name, "true or false is allowed");
        return fallback;
    }

    /// <summary>A whole number from 0, or null.</summary>
    internal int? Count(string name)
    {
        if (Member(name) is not { } found)
        {
            return null;
        }

        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var count) && count >= 0)
        {
            return count;
        }

        Fault(name, "a whole number from 0 is allowed");
        return null;
    }

    /// <summary>Texts, or null; one alone may stand without brackets, and one that has a label as the value of an object.</summary>
    internal IReadOnlyList<string>? Texts(string name)
    {
        if (Member(name) is not { } found)
        {
            return null;
        }

        if (found.ValueKind == JsonValueKind.String)
        {
            return [found.GetString()!];
        }

        var items = found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray().Select(ValueOf)] : Unreadable;
        if (items.All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. items.Select(item => item.GetString()!)];
        }

        Fault(name, "a list of texts is allowed");
        return null;
    }

    /// <summary>Texts as UTF-8.</summary>
    internal byte[][] Bytes(string name, IEnumerable<string> fallback) =>
        [.. (Texts(name) ?? fallback).Select(Encoding.UTF8.GetBytes)];

    /// <summary>A value as it would stand in a cell: a text, or the JSON of a number or of true and false.</summary>
    internal static string CellText(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>A value, or that of an object which has a label for it, too.</summary>
    internal static JsonElement ValueOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("value", out var value) ? value : item;

    private static string Shown(JsonElement value)
    {
        const int Most = 60;
        var text = value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= Most ? text : $"{text.AsSpan(0, Most)}…";
    }
}
