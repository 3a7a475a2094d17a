using System.Text;
using System.Text.Json;
using LogsProcessor.Aws.Events;

namespace LogsProcessor.Cli.Redriving;

/// <summary>
/// Finds the events in what AWS keeps of a failure: SQS messages as <c>receive-message</c> prints them or as Lambda gets them, Lambda's
/// on-failure records (in a queue, a topic, a bucket or an event bus), one in the other, or the events themselves.
/// </summary>
internal static class FailedEventReader
{
    /// <summary>An on-failure record in an SNS envelope in an SQS message is three deep; beyond is no accident.</summary>
    private const int MostDepth = 10;

    /// <summary>The events, in the order of the text.</summary>
    /// <param name="text">JSON, UTF-8: one value a line, an array, or several values.</param>
    public static IReadOnlyList<FailedEvent> Read(ReadOnlyMemory<byte> text)
    {
        var found = new List<FailedEvent>();
        var record = 0;
        foreach (var (value, fault) in RecordReader.Read(text))
        {
            if (value is not { } json)
            {
                found.Add(FailedEvent.Unreadable(++record, null, fault!));
                continue;
            }

            foreach (var item in ItemsOf(json))
            {
                record++;
                var messages = Unwrap(item, null, 0).GroupBy(message => message.MessageId, StringComparer.Ordinal);
                found.AddRange(messages.Select(parts => new FailedEvent(record, Join([.. parts]))));
            }
        }

        return found;
    }

    /// <summary>The records of an array, or of what <c>receive-message</c> prints; or the value itself.</summary>
    private static IEnumerable<JsonElement> ItemsOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array
            ? json.EnumerateArray().SelectMany(ItemsOf)
            : json.Items("Messages") ?? [json];

    private static IEnumerable<EventMessage> Unwrap(JsonElement json, string? messageId, int depth)
    {
        if (depth > MostDepth)
        {
            return [Fault(messageId, $"events in events, more than {MostDepth} deep")];
        }

        if (HolderOf(json) is { } holder)
        {
            var payload = holder.Text("requestPayload") is { } text ? TryParse(text) : holder.Member("requestPayload");
            return payload is { ValueKind: not JsonValueKind.String } found
                ? Unwrap(found, messageId, depth + 1)
                : [Fault(messageId, "its 'requestPayload' is not JSON")];
        }

        return MessagesOf(json) is { } messages ? messages.SelectMany(it => Unwrap(it, messageId, depth + 1))
            : IsMessage(json) ? UnwrapMessage(json, messageId, depth)
            : ReadEvent(json, messageId);
    }

    /// <summary>An on-failure record, itself or in an event of a bus: it has what the function was called with, as it was or as text.</summary>
    private static JsonElement? HolderOf(JsonElement json) =>
        json.Member("requestPayload") is not null ? json
        : json.Member("detail") is { } detail && detail.Member("requestPayload") is not null ? detail
        : null;

    private static IEnumerable<EventMessage> UnwrapMessage(JsonElement message, string? messageId, int depth)
    {
        var body = BodyOf(message)!;
        var id = messageId ?? message.Text("messageId") ?? message.Text("MessageId");
        return TryParse(body) is { ValueKind: JsonValueKind.Object } inner && IsWrapping(inner)
            ? Unwrap(inner, id, depth + 1)
            : ReadBody(body, id);
    }

    /// <summary>Whether it holds an event, rather than being one; of S3 events in SNS envelopes the event reader knows.</summary>
    private static bool IsWrapping(JsonElement json) =>
        HolderOf(json) is not null
        || MessagesOf(json) is not null
        || (json.Text("Message") is { } text && TryParse(text) is { } inner && HolderOf(inner) is not null);

    /// <summary>The records of an event that brings messages; null if it is none.</summary>
    private static IReadOnlyList<JsonElement>? MessagesOf(JsonElement json) =>
        json.Items("Records") is { } records && records.Any(IsMessage) ? records : null;

    private static bool IsMessage(JsonElement json) => BodyOf(json) is not null;

    /// <summary>The body of an SQS message, in either spelling; or what a topic brought, where that holds an event in turn.</summary>
    private static string? BodyOf(JsonElement json) =>
        json.Text("body")
        ?? json.Text("Body")
        ?? json.Member("Sns")?.Text("Message")
        ?? (json.Text("Type") is not null ? json.Text("Message") : null);

    private static IEnumerable<EventMessage> ReadBody(string body, string? messageId)
    {
        var record = JsonText.Of(json =>
        {
            json.WriteStartArray("Records");
            json.WriteStartObject();
            json.WriteString("eventSource", "aws:sqs");
            json.WriteString("messageId", messageId ?? "-");
            json.WriteString("body", body);
            json.WriteEndObject();
            json.WriteEndArray();
        });
        return EventReader
            .Read(Encoding.UTF8.GetBytes(record))
            .Messages.Select(message => message with { MessageId = messageId });
    }

    private static IEnumerable<EventMessage> ReadEvent(JsonElement json, string? messageId)
    {
        try
        {
            var messages = EventReader.Read(Encoding.UTF8.GetBytes(json.GetRawText())).Messages;
            return messages.Select(message => message with { MessageId = messageId ?? message.MessageId });
        }
        catch (EventException exception)
        {
            return [Fault(messageId, exception.Message)];
        }
    }

    /// <summary>A message that holds several others succeeds or fails as one: only it can be deleted, or kept.</summary>
    private static EventMessage Join(IReadOnlyList<EventMessage> parts) =>
        parts is [var only]
            ? only
            : parts[0] with
            {
                Objects = [.. parts.SelectMany(part => part.Objects)],
                Fault =
                    parts.Select(part => part.Fault).OfType<string>() is var faults && faults.Any()
                        ? string.Join("; ", faults)
                        : null,
                TestEvents = parts.Sum(part => part.TestEvents),
                RemovedEvents = parts.Sum(part => part.RemovedEvents),
                EmptyObjects = parts.Sum(part => part.EmptyObjects),
                TestObjects = parts.Sum(part => part.TestObjects),
            };

    private static EventMessage Fault(string? messageId, string fault) =>
        new() { MessageId = messageId, Fault = fault };

    private static JsonElement? TryParse(string text) =>
        JsonMembers.ValuesOf(Encoding.UTF8.GetBytes(text)) is [var only] ? only : null;
}
