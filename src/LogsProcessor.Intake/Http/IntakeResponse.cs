using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LogsProcessor.Intake.Http;

/// <summary>An answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The type of the body.</param>
/// <param name="Body">The body, UTF-8; empty for none.</param>
public sealed record IntakeResponse(int Status, string ContentType, string Body)
{
    private const string JsonType = "application/json";

    private static readonly KeyValuePair<string, string>[] Always =
    [
        // Answers hold signatures and credentials.
        new("Cache-Control", "no-store"),
        new("X-Content-Type-Options", "nosniff"),
        new("Referrer-Policy", "no-referrer"),
    ];

    /// <summary>Headers besides the type.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = Always;

    /// <summary>What went wrong behind the answer: for the log, not for the caller. Null if nothing did.</summary>
    public string? Cause { get; init; }

    internal static IntakeResponse Json<T>(int status, T value, JsonTypeInfo<T> type) =>
        new(status, JsonType, Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, type)));

    internal static IntakeResponse Empty(int status) => new(status, JsonType, "");

    internal static IntakeResponse Fault(int status, string message) =>
        Json(status, new FaultAnswer(message), IntakeJson.Plain.FaultAnswer);

    internal IntakeResponse With(params ReadOnlySpan<KeyValuePair<string, string>> headers) =>
        this with
        {
            Headers = [.. Headers, .. headers],
        };
}
