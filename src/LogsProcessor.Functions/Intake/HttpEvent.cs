using System.Text;
using System.Text.Json;
using LogsProcessor.Intake.Http;

namespace LogsProcessor.Functions.Intake;

/// <summary>
/// An HTTP request as Lambda hands it over: in the form of API Gateway's REST APIs (1.0), or in that of its HTTP APIs and of function
/// URLs (2.0). Source: AWS, "Working with AWS Lambda proxy integrations for HTTP APIs".
/// </summary>
internal static class HttpEvent
{
    /// <summary>Reads an event.</summary>
    /// <param name="payload">The event, UTF-8.</param>
    /// <param name="claim">The claim of a token that says who the caller is.</param>
    /// <exception cref="FormatException">It is none; the message says so.</exception>
    internal static IntakeRequest Read(ReadOnlyMemory<byte> payload, string claim)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            var json = document.RootElement;
            var context = Member(json, "requestContext");
            var http = Member(context, "http");
            var method = Text(http, "method") ?? Text(json, "httpMethod");
            var path = Text(json, "rawPath") ?? Text(json, "path");
            return method is null || path is null
                ? throw new FormatException("the event is no HTTP request of API Gateway or a function URL")
                : new IntakeRequest(
                    method.ToUpperInvariant(),
                    WithoutStage(path, Text(context, "stage"), isWithStage: http is not null),
                    Body(json),
                    EventCaller.Of(context, claim)
                );
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException($"the event is not the JSON that is wanted: {exception.Message}", exception);
        }
    }

    /// <summary>The text of a member that may be missing, or be something else.</summary>
    internal static string? Text(JsonElement? holder, string name) =>
        Member(holder, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A member that may be missing.</summary>
    internal static JsonElement? Member(JsonElement? holder, string name) =>
        holder is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var member)
            ? member
            : null;

    /// <summary>Form 2.0 begins the path with the stage, unless that is the default one.</summary>
    private static string WithoutStage(string path, string? stage, bool isWithStage)
    {
        var start = $"/{stage}";
        return
            isWithStage
            && stage is not (null or "$default")
            && path.StartsWith(start, StringComparison.Ordinal)
            && (path.Length == start.Length || path[start.Length] == '/')
            ? path[start.Length..]
            : path;
    }

    private static ReadOnlyMemory<byte> Body(JsonElement json)
    {
        var body = Text(json, "body") ?? "";
        return Member(json, "isBase64Encoded") is { ValueKind: JsonValueKind.True }
            ? Convert.FromBase64String(body)
            : Encoding.UTF8.GetBytes(body);
    }
}
