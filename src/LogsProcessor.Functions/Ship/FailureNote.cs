using System.Buffers;
using System.Text;
using System.Text.Json;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Functions.Ship;

/// <summary>The note that is left beside an object that failed: JSON for people, who will look for the reason there.</summary>
internal static class FailureNote
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Writes the note of one object.</summary>
    internal static string Write(ObjectTally tally, RunSummary summary)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Indented))
        {
            json.WriteStartObject();
            json.WriteString("object", tally.Name);
            json.WriteString("etag", tally.Identity?.ETag);
            json.WriteString("requestId", summary.Identity.RequestId);
            json.WriteString("version", summary.Identity.Version);
            json.WriteNumber("lines", tally.Encountered);
            json.WriteNumber("sent", tally.Sent);
            json.WriteStartObject("failures");
            WriteFailures(json, "reading", summary.Failures.Reading, tally.Name);
            WriteFailures(json, "parsing", summary.Failures.Parsing, tally.Name);
            WriteFailures(json, "sending", summary.Failures.Sending, tally.Name);
            WriteFailures(json, "finishing", summary.Failures.Finishing, tally.Name);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The last few of this object. What is not of any object (a receiver that is gone) concerns each.</summary>
    private static void WriteFailures(Utf8JsonWriter json, string stage, FailureLog log, string name)
    {
        json.WriteStartArray(stage);
        foreach (var failure in log.LastFew.Where(failure => failure.Key is null || failure.Key == name))
        {
            json.WriteStartObject();
            json.WriteString("message", failure.Message);
            if (failure.Line is { } line)
            {
                json.WriteNumber("line", line);
            }

            if (failure.Offset is { } offset)
            {
                json.WriteNumber("offset", offset);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
