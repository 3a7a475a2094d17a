using System.Text.Json;

namespace LogsProcessor.Aws.Events;

/// <summary>Reads the object that an event is about.</summary>
internal static class NotifiedObject
{
    /// <summary>The object of an S3 record, from its member <c>s3</c>.</summary>
    /// <exception cref="EventException">It names none.</exception>
    internal static ObjectReference OfRecord(JsonElement s3)
    {
        var found = Read(s3, "eTag", "versionId");
        return found with { Key = NotificationKey.Decode(found.Key) };
    }

    /// <summary>The object of an EventBridge event.</summary>
    /// <exception cref="EventException">It names none.</exception>
    internal static ObjectReference OfBridged(JsonElement json) =>
        Read(
            EventJson.Object(json, "detail") ?? throw new EventException("the EventBridge event has no 'detail'"),
            "etag",
            "version-id"
        );

    private static ObjectReference Read(JsonElement holder, string etagName, string versionName)
    {
        var bucket = EventJson.Object(holder, "bucket") is { } found ? EventJson.Text(found, "name") : null;
        if (string.IsNullOrEmpty(bucket))
        {
            throw new EventException("it names no bucket ('bucket.name')");
        }

        var item = EventJson.Object(holder, "object") ?? default;
        var key = EventJson.Text(item, "key");
        if (string.IsNullOrEmpty(key))
        {
            throw new EventException($"it names no object in bucket '{bucket}' ('object.key')");
        }

        var etag = EventJson.Text(item, etagName)?.Trim('"');
        var version = EventJson.Text(item, versionName);
        return new ObjectReference(
            bucket,
            key,
            string.IsNullOrEmpty(etag) ? null : etag,
            EventJson.Number(item, "size") is >= 0 and var size ? size : null,
            string.IsNullOrEmpty(version) ? null : version
        );
    }
}
