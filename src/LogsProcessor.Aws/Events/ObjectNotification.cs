using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;

namespace LogsProcessor.Aws.Events;

/// <summary>Writes an S3 notification of objects created, as S3 sends it, for the work on them to go on under a new message.</summary>
public static class ObjectNotification
{
    /// <summary>One notification of all the objects.</summary>
    public static string Write(IEnumerable<ObjectReference> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartArray("Records");
            foreach (var reference in objects)
            {
                WriteRecord(json, reference);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void WriteRecord(Utf8JsonWriter json, ObjectReference reference)
    {
        json.WriteStartObject();
        json.WriteString("eventVersion", "2.1");
        json.WriteString("eventSource", "aws:s3");
        json.WriteString("eventName", "ObjectCreated:Put");
        json.WriteStartObject("s3");
        json.WriteString("s3SchemaVersion", "1.0");
        json.WriteStartObject("bucket");
        json.WriteString("name", reference.Bucket);
        json.WriteEndObject();
        json.WriteStartObject("object");
        json.WriteString("key", WebUtility.UrlEncode(reference.Key));
        WriteIfKnown(json, "eTag", reference.ETag);
        WriteIfKnown(json, "versionId", reference.VersionId);
        if (reference.Size is { } size)
        {
            json.WriteNumber("size", size);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteIfKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
