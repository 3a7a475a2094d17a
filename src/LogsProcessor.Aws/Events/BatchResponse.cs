using System.Buffers;
using System.Text.Json;

namespace LogsProcessor.Aws.Events;

/// <summary>
/// The answer to an SQS event: <c>{"batchItemFailures":[{"itemIdentifier":"…"}]}</c>. SQS deletes the messages that it does not name,
/// and hands out those that it names once more.
/// </summary>
public static class BatchResponse
{
    /// <summary>Writes the answer as UTF-8.</summary>
    /// <param name="failedMessageIds">The ids of the messages that failed; one that comes twice is named once.</param>
    public static byte[] Write(IEnumerable<string> failedMessageIds)
    {
        ArgumentNullException.ThrowIfNull(failedMessageIds);
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartArray("batchItemFailures");
            foreach (var id in failedMessageIds.Distinct(StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("itemIdentifier", id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
