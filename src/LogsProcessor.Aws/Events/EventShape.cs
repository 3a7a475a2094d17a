using System.Text.Json;

namespace LogsProcessor.Aws.Events;

/// <summary>What a piece of JSON is, judged by its members.</summary>
internal enum EventShape
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary><c>{"Records":[{"s3":{…}}]}</c>.</summary>
    S3Records,

    /// <summary><c>{"Service":"Amazon S3","Event":"s3:TestEvent"}</c>.</summary>
    S3Test,

    /// <summary><c>{"Records":[{"messageId":"…","body":"…"}]}</c>.</summary>
    SqsRecords,

    /// <summary><c>{"Records":[{"Sns":{…}}]}</c>.</summary>
    SnsRecords,

    /// <summary><c>{"Type":"Notification","Message":"…"}</c>, as SNS puts it into a queue.</summary>
    SnsEnvelope,

    /// <summary><c>{"source":"aws.s3","detail-type":"…","detail":{…}}</c>.</summary>
    EventBridge,
}

/// <summary>Tells the shapes of events apart.</summary>
internal static class EventShapes
{
    /// <summary>The shape of <paramref name="json"/>; a list of records is judged by its first.</summary>
    internal static EventShape Of(JsonElement json) =>
        EventJson.Records(json) is { } records ? OfRecord(records)
        : EventJson.Text(json, "Event") == "s3:TestEvent" ? EventShape.S3Test
        : EventJson.Text(json, "Type") is not null
        && (EventJson.Text(json, "TopicArn") ?? EventJson.Text(json, "Message")) is not null
            ? EventShape.SnsEnvelope
        : EventJson.Text(json, "source") == "aws.s3" && EventJson.Text(json, "detail-type") is not null
            ? EventShape.EventBridge
        : EventShape.Unknown;

    private static EventShape OfRecord(JsonElement records)
    {
        if (records.GetArrayLength() == 0)
        {
            return EventShape.Unknown;
        }

        var first = records[0];
        var source = EventJson.Text(first, "eventSource");
        return source == "aws:s3" || EventJson.Object(first, "s3") is not null ? EventShape.S3Records
            : EventJson.Object(first, "Sns") is not null ? EventShape.SnsRecords
            : source == "aws:sqs" || IsMessage(first) ? EventShape.SqsRecords
            : EventShape.Unknown;
    }

    /// <summary>Whether a record that does not say where it comes from can only be a message of a queue.</summary>
    private static bool IsMessage(JsonElement record) =>
        EventJson.Text(record, "eventSource") is null
        && EventJson.Text(record, "messageId") is not null
        && EventJson.Text(record, "body") is not null;
}
