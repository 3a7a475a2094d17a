using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LogsProcessor.Aws.Events;

/// <summary>
/// Turns what a function is called with into the objects to ship: S3 notifications and EventBridge events, as they are or inside SQS,
/// SNS, or SNS inside SQS. A message that cannot be read is a fault of that message alone.
/// </summary>
public static class EventReader
{
    /// <summary>Reads a payload.</summary>
    /// <param name="payload">The payload, UTF-8.</param>
    /// <param name="keepsEmpty">Whether objects of 0 bytes are objects like others. Folders, which are such objects to S3, never are.</param>
    /// <exception cref="EventException">It is no event of a known kind.</exception>
    public static LambdaEvent Read(ReadOnlyMemory<byte> payload, bool keepsEmpty = false)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return Read(document.RootElement, keepsEmpty);
        }
        catch (JsonException exception)
        {
            throw new EventException($"the event is not JSON: {Sample(payload)}", exception);
        }
    }

    private static LambdaEvent Read(JsonElement json, bool keepsEmpty)
    {
        var shape = EventShapes.Of(json);
        return shape switch
        {
            EventShape.SqsRecords => new LambdaEvent(
                EventKind.Sqs,
                [.. Records(json).Select((record, index) => ReadSqs(record, index, keepsEmpty))]
            ),
            EventShape.SnsRecords => new LambdaEvent(
                EventKind.Sns,
                [.. Records(json).Select(record => ReadSns(record, keepsEmpty))]
            ),
            EventShape.S3Records or EventShape.S3Test => new LambdaEvent(
                EventKind.S3,
                [ReadAlone(json, shape, keepsEmpty)]
            ),
            EventShape.EventBridge => new LambdaEvent(EventKind.EventBridge, [ReadAlone(json, shape, keepsEmpty)]),
            _ => throw new EventException(
                "the event is of no known kind (S3, SQS, SNS, EventBridge 'Object Created'): " + Describe(json)
            ),
        };
    }

    private static JsonElement.ArrayEnumerator Records(JsonElement json) =>
        EventJson.Records(json)!.Value.EnumerateArray();

    private static EventMessage ReadAlone(JsonElement json, EventShape shape, bool keepsEmpty)
    {
        var content = new MessageContent(keepsEmpty);
        content.Read(json, shape);
        return content.ToMessage();
    }

    private static EventMessage ReadSqs(JsonElement record, int index, bool keepsEmpty)
    {
        // Without an id it could not be told that the message failed, and SQS would delete it.
        var id = EventJson.Text(record, "messageId");
        if (string.IsNullOrEmpty(id))
        {
            throw new EventException($"record {index + 1} of the SQS event has no 'messageId'");
        }

        var attributes = EventJson.Object(record, "attributes") ?? default;
        var received = EventJson.Text(attributes, "ApproximateReceiveCount");
        return ReadMessage(record, "body", keepsEmpty) with
        {
            MessageId = id,
            EventSourceArn = EventJson.Text(record, "eventSourceARN"),
            ReceiveCount = int.TryParse(received, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : null,
        };
    }

    private static EventMessage ReadSns(JsonElement record, bool keepsEmpty)
    {
        var sns = EventJson.Object(record, "Sns") ?? default;
        return ReadMessage(sns, "Message", keepsEmpty) with { EventSourceArn = EventJson.Text(sns, "TopicArn") };
    }

    private static EventMessage ReadMessage(JsonElement holder, string name, bool keepsEmpty)
    {
        var content = new MessageContent(keepsEmpty);
        try
        {
            content.ReadBody(EventJson.Text(holder, name));
        }
        catch (EventException exception)
        {
            content.Fail(exception.Message);
        }

        return content.ToMessage();
    }

    private static string Describe(JsonElement json) =>
        EventJson.Records(json) is not { } records ? EventSample.Of(json.GetRawText())
        : records.GetArrayLength() == 0 ? "its list of records is empty"
        : (EventJson.Text(records[0], "eventSource") ?? EventJson.Text(records[0], "EventSource")) is { } source
            ? $"its records come from '{source}'"
        : EventSample.Of(json.GetRawText());

    private static string Sample(ReadOnlyMemory<byte> payload) =>
        EventSample.Of(Encoding.UTF8.GetString(payload.Span[..Math.Min(payload.Length, 512)]));
}
