using System.Text.Json;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Aws.Events;

/// <summary>Gathers what one message says. What cannot be read becomes the message's fault, and leaves the rest as it is.</summary>
/// <param name="keepsEmpty">Whether objects of 0 bytes are objects like others.</param>
internal sealed class MessageContent(bool keepsEmpty)
{
    private readonly List<ObjectReference> _objects = [];
    private string? _fault;
    private int _faults;
    private int _testEvents;
    private int _removedEvents;
    private int _emptyObjects;
    private int _testObjects;
    private int _ownObjects;

    /// <summary>Reads the body of an SQS or SNS message.</summary>
    internal void ReadBody(string? body) => ReadBody(body, isInsideSns: false);

    /// <summary>Reads an event that stands alone.</summary>
    /// <exception cref="EventException">It is none of a kind that brings objects.</exception>
    internal void Read(JsonElement json, EventShape shape)
    {
        switch (shape)
        {
            case EventShape.S3Records:
                ReadRecords(EventJson.Records(json)!.Value);
                break;
            case EventShape.S3Test:
                _testEvents++;
                break;
            case EventShape.EventBridge:
                ReadBridged(json);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(shape), shape, "not an event that brings objects");
        }
    }

    /// <summary>Notes a fault. The first one is told, the others are counted.</summary>
    internal void Fail(string fault)
    {
        _fault ??= fault;
        _faults++;
    }

    /// <summary>The message.</summary>
    internal EventMessage ToMessage() =>
        new()
        {
            Objects = _objects,
            Fault = _faults > 1 ? $"{_fault} (and {_faults - 1} more)" : _fault,
            TestEvents = _testEvents,
            RemovedEvents = _removedEvents,
            EmptyObjects = _emptyObjects,
            TestObjects = _testObjects,
            OwnObjects = _ownObjects,
        };

    private void ReadBody(string? body, bool isInsideSns)
    {
        if (body is null)
        {
            Fail("the message has no body");
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            ReadBody(body, document.RootElement, isInsideSns);
        }
        catch (JsonException)
        {
            Fail($"the body is not JSON: {EventSample.Of(body)}");
        }
        catch (EventException exception)
        {
            Fail(exception.Message);
        }
    }

    private void ReadBody(string body, JsonElement json, bool isInsideSns)
    {
        var shape = EventShapes.Of(json);
        if (shape is EventShape.S3Records or EventShape.S3Test or EventShape.EventBridge)
        {
            Read(json, shape);
        }
        else if (shape != EventShape.SnsEnvelope || isInsideSns)
        {
            Fail($"the body is JSON, but no S3 event: {EventSample.Of(body)}");
        }
        else if (EventJson.Text(json, "Type") is not "Notification" and var type)
        {
            Fail($"the body is an SNS message of type '{type}'; only 'Notification' brings events");
        }
        else
        {
            ReadBody(EventJson.Text(json, "Message"), isInsideSns: true);
        }
    }

    private void ReadRecords(JsonElement records)
    {
        var number = 0;
        foreach (var record in records.EnumerateArray())
        {
            number++;
            try
            {
                ReadRecord(record, number);
            }
            catch (EventException exception)
            {
                Fail($"record {number}: {exception.Message}");
            }
        }
    }

    private void ReadRecord(JsonElement record, int number)
    {
        var name = EventJson.Text(record, "eventName");
        if (name is null || EventJson.Object(record, "s3") is not { } s3)
        {
            Fail($"record {number} is no S3 record: it has no {(name is null ? "'eventName'" : "'s3'")}");
        }
        else if (IsObjectCreated(name))
        {
            Add(NotifiedObject.OfRecord(s3));
        }
        else
        {
            _removedEvents++;
        }
    }

    /// <summary>S3 writes <c>ObjectCreated:Put</c>; some that speak its language put <c>s3:</c> before it.</summary>
    private static bool IsObjectCreated(string eventName) =>
        eventName.StartsWith("ObjectCreated:", StringComparison.Ordinal)
        || eventName.StartsWith("s3:ObjectCreated:", StringComparison.Ordinal);

    private void ReadBridged(JsonElement json)
    {
        var type = EventJson.Text(json, "detail-type")!;
        if (type == "Object Created")
        {
            Add(NotifiedObject.OfBridged(json));
        }
        else if (type.StartsWith("Object ", StringComparison.Ordinal))
        {
            _removedEvents++;
        }
        else
        {
            // A rule on CloudTrail's events looks alike, and its objects would be lost in silence.
            throw new EventException($"an EventBridge event of type '{type}'; only 'Object Created' brings objects");
        }
    }

    private void Add(ObjectReference reference)
    {
        if (OwnObject.Is(reference.Key))
        {
            _ownObjects++;
        }
        else if (ObjectName.Parse(reference.Key).IsTestObject)
        {
            _testObjects++;
        }
        else if (reference.Size == 0 && !(keepsEmpty && !reference.Key.EndsWith('/')))
        {
            _emptyObjects++;
        }
        else
        {
            _objects.Add(reference);
        }
    }
}
