using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogsProcessor.Core.Summary;

/// <summary>
/// Writes a run's summary: one line of JSON that people read, and that CloudWatch takes metrics from (embedded metric format, AWS's
/// "Specification: Embedded metric format"). It stays below 200 KB whatever happened.
/// </summary>
public static class SummaryWriter
{
    /// <summary>So many objects are listed, failed ones first.</summary>
    public const int MostListedObjects = 50;

    /// <summary>Texts are cut at so many characters.</summary>
    public const int MostTextLength = 500;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The summary as one line of JSON, without a line end.</summary>
    public static string Write(RunSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var objects = summary.Objects;
        var peakMb = PeakMemory.Megabytes();
        var metrics = SummaryMetrics.Of(summary, objects, peakMb);
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        EmbeddedMetrics.WriteDirective(json, summary.Now, summary.Identity, metrics);
        json.WriteString("outcome", Name(summary.Outcome));
        json.WriteString("requestId", summary.Identity.RequestId);
        json.WriteString("version", summary.Identity.Version);
        json.WriteString("environment", summary.Identity.Environment);
        json.WriteString("application", summary.Identity.Application);
        json.WriteString("component", summary.Identity.Component);
        WriteObjects(json, summary, objects);
        WriteCounts(json, summary, objects);
        WriteFailures(json, summary.Failures);
        WriteTimes(json, summary, objects);
        json.WriteStartObject("memory");
        json.WriteNumber("peakMb", peakMb);
        json.WriteNumber("limitMb", summary.Identity.MemoryLimitMb);
        json.WriteEndObject();
        EmbeddedMetrics.WriteValues(json, summary.Identity, metrics);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Name(Outcome outcome) =>
        outcome switch
        {
            Outcome.Completed => "completed",
            Outcome.Partial => "partial",
            Outcome.Continued => "continued",
            _ => "failed",
        };

    private static void WriteObjects(Utf8JsonWriter json, RunSummary summary, IReadOnlyList<ObjectTally> objects)
    {
        var completed = objects.Count(tally => tally.Outcome == Outcome.Completed);
        var continued = objects.Count(tally => tally.Outcome == Outcome.Continued);
        json.WriteStartObject("objects");
        json.WriteNumber("total", objects.Count);
        json.WriteNumber("completed", completed);
        json.WriteNumber("continued", continued);
        json.WriteNumber("failed", objects.Count - completed - continued);
        json.WriteNumber("empty", summary.EmptyObjects);
        json.WriteNumber("test", summary.TestObjects);
        json.WriteNumber("own", summary.OwnObjects);
        json.WriteStartArray("list");
        foreach (var tally in objects.OrderBy(tally => tally.Outcome).Take(MostListedObjects))
        {
            json.WriteStartObject();
            json.WriteString("bucket", tally.Identity?.Bucket ?? "");
            json.WriteString("key", BoundedText.Key(tally.Identity?.Key ?? tally.Name));
            json.WriteNumber("bytes", tally.BytesRead);
            json.WriteNumber("lines", tally.Encountered);
            json.WriteNumber("sent", tally.Sent);
            json.WriteString("outcome", Name(tally.Outcome));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("events");
        json.WriteNumber("failed", summary.FailedMessages);
        json.WriteNumber("test", summary.TestEvents);
        json.WriteNumber("removed", summary.RemovedEvents);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, RunSummary summary, IReadOnlyList<ObjectTally> objects)
    {
        json.WriteStartObject("lines");
        json.WriteNumber("encountered", objects.Sum(tally => tally.Encountered));
        json.WriteNumber("parsed", objects.Sum(tally => tally.Parsed));
        json.WriteNumber("malformed", objects.Sum(tally => tally.Malformed));
        json.WriteNumber("skipped", objects.Sum(tally => tally.Skipped));
        json.WriteNumber("filtered", objects.Sum(tally => tally.Filtered));
        json.WriteNumber("sent", objects.Sum(tally => tally.Sent));
        json.WriteNumber("resent", objects.Sum(tally => tally.Resent));
        json.WriteNumber("newFields", objects.Sum(tally => tally.NewFields));
        json.WriteEndObject();
        json.WriteStartObject("bytes");
        json.WriteNumber("read", objects.Sum(tally => tally.BytesRead));
        json.WriteNumber("decompressed", objects.Sum(tally => tally.BytesDecompressed));
        json.WriteNumber("sent", summary.Connections.BytesSent);
        json.WriteEndObject();
        json.WriteStartObject("connections");
        json.WriteNumber("created", summary.Connections.Created);
        json.WriteNumber("destroyed", summary.Connections.Destroyed);
        json.WriteNumber("peak", summary.Connections.Peak);
        json.WriteNumber("limit", summary.Connections.Limit);
        json.WriteNumber("unconfirmed", summary.Connections.Unconfirmed);
        json.WriteEndObject();
    }

    private static void WriteFailures(Utf8JsonWriter json, RunFailures failures)
    {
        json.WriteStartObject("failures");
        foreach (
            var (name, log) in new[]
            {
                ("reading", failures.Reading),
                ("parsing", failures.Parsing),
                ("sending", failures.Sending),
                ("finishing", failures.Finishing),
                ("sockets", failures.Sockets),
            }
        )
        {
            json.WriteStartObject(name);
            json.WriteNumber("total", log.Total);
            json.WriteStartArray("lastFew");
            foreach (var failure in log.LastFew)
            {
                WriteFailure(json, failure);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteFailure(Utf8JsonWriter json, Failure failure)
    {
        json.WriteStartObject();
        json.WriteString("message", BoundedText.Text(failure.Message));
        if (failure.Key is not null)
        {
            json.WriteString("key", BoundedText.Key(failure.Key));
        }

        if (failure.Line is { } line)
        {
            json.WriteNumber("line", line);
        }

        if (failure.Offset is { } offset)
        {
            json.WriteNumber("offset", offset);
        }

        if (failure.Text is not null)
        {
            json.WriteString("text", BoundedText.Text(failure.Text));
        }

        json.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter json, RunSummary summary, IReadOnlyList<ObjectTally> objects)
    {
        var (first, last) = SummaryMetrics.TimesOf(objects);
        json.WriteNumber("durationMs", (long)summary.Elapsed.TotalMilliseconds);
        if (first is null || last is null)
        {
            json.WriteNull("firstRecordAt");
            json.WriteNull("lastRecordAt");
            json.WriteNull("deliveryLagMs");
            return;
        }

        json.WriteString("firstRecordAt", Timestamp(first.Value));
        json.WriteString("lastRecordAt", Timestamp(last.Value));
        json.WriteStartObject("deliveryLagMs");
        json.WriteNumber("min", (long)(summary.Now - last.Value).TotalMilliseconds);
        json.WriteNumber("max", (long)(summary.Now - first.Value).TotalMilliseconds);
        json.WriteEndObject();
    }

    private static string Timestamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
