using System.Globalization;
using System.Text.Json;

namespace LogsProcessor.Core.Tests.Golden;

/// <summary>The cases' value model beside that of layout <c>aws</c>: both as text that can be compared.</summary>
internal static class EdgeCaseValue
{
    private const string Absent = "(left out)";

    /// <summary>The member that holds a value of the model, or null if the layout takes that value apart.</summary>
    internal static string? MemberOf(string name) =>
        name switch
        {
            "time" or "timestamp" => "@timestamp",
            "request_line" => "request",
            "client:port" or "target:port" or "backend:port" or "destination:port" => null,
            "leaf_client_cert_validity" => null,
            "target:port_list" => "target_port_list",
            _ => name,
        };

    internal static string Expected(JsonProperty expected, EdgeCase one)
    {
        var isTime = expected.Name is "time" or "timestamp";
        if (isTime)
        {
            var time = expected.Value.GetString()!;
            return time.EndsWith('Z') ? time : time + "Z";
        }

        // The model has [] for both "-" and ""; the layout tells them apart.
        var raw =
            one.Member("expect_raw") is { } texts && texts.TryGetProperty(expected.Name, out var text)
                ? text.GetString()
                : null;
        return expected.Value.ValueKind == JsonValueKind.Array && raw == "-" ? Absent : Actual(expected.Value);
    }

    internal static string Actual(JsonElement? value) =>
        value switch
        {
            null or { ValueKind: JsonValueKind.Null } => Absent,
            { ValueKind: JsonValueKind.Array } => "["
                + string.Join("|", value.Value.EnumerateArray().Select(Text))
                + "]",
            { ValueKind: JsonValueKind.Number } => value
                .Value.GetDecimal()
                .ToString("0.#########", CultureInfo.InvariantCulture),
            _ => value.Value.GetString()!,
        };

    /// <summary>Items of lists are strings in the layout, also where they are numbers in the model.</summary>
    private static string Text(JsonElement item) =>
        item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
}
