using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Bundle.Summary;

/// <summary>
/// Writes a run's summary: one line of JSON that people read, and that CloudWatch takes metrics from (embedded metric format), in the
/// manner of the shipping runs.
/// </summary>
public static class BundleSummaryWriter
{
    private const int MostTextLength = 500;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The summary as one line of JSON, without a line end.</summary>
    public static string Write(BundleSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var peakMb = PeakMemory.Megabytes();
        var metrics = MetricsOf(summary, peakMb);
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        EmbeddedMetrics.WriteDirective(json, summary.Now, summary.Identity, metrics);
        json.WriteString("outcome", summary.HasFailed ? "failed" : "completed");
        json.WriteString("job", summary.Job);
        json.WriteString("id", summary.JobId);
        json.WriteString("requestId", summary.Identity.RequestId);
        json.WriteString("version", summary.Identity.Version);
        json.WriteString("environment", summary.Identity.Environment);
        json.WriteString("application", summary.Identity.Application);
        json.WriteString("component", summary.Identity.Component);
        WriteCounts(json, summary);
        WriteFailures(json, ("reading", summary.Reading), ("writing", summary.Writing));
        json.WriteNumber("durationMs", (long)summary.Elapsed.TotalMilliseconds);
        json.WriteStartObject("memory");
        json.WriteNumber("peakMb", peakMb);
        json.WriteNumber("limitMb", summary.Identity.MemoryLimitMb);
        json.WriteEndObject();
        EmbeddedMetrics.WriteValues(json, summary.Identity, metrics);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static SummaryMetric[] MetricsOf(BundleSummary summary, int peakMb) =>
        [
            new("BundleRuns", "Count", 1),
            new("BundleRunsFailed", "Count", summary.HasFailed ? 1 : 0),
            new("BundleObjects", "Count", summary.Objects),
            new("BundleObjectsLeftAlone", "Count", summary.LeftAlone),
            new("BundleReadingFailures", "Count", summary.Reading.Total),
            new("BundleWritingFailures", "Count", summary.Writing.Total),
            new("BundleBytesRead", "Bytes", summary.BytesRead),
            new("BundleBytesWritten", "Bytes", summary.BytesWritten),
            new("BundleDurationMs", "Milliseconds", (long)summary.Elapsed.TotalMilliseconds),
            new("BundleMemoryPeakMb", "Megabytes", peakMb),
        ];

    private static void WriteCounts(Utf8JsonWriter json, BundleSummary summary)
    {
        json.WriteString("source", summary.Source);
        json.WriteStartObject("archive");
        json.WriteString("name", summary.Archive);
        json.WriteString("etag", summary.ArchiveETag);
        json.WriteBoolean("wasThere", summary.WasThere);
        json.WriteEndObject();
        json.WriteStartObject("objects");
        json.WriteNumber("done", summary.Objects);
        json.WriteNumber("stored", summary.Stored);
        json.WriteNumber("deflated", summary.Objects - summary.Stored);
        json.WriteNumber("leftAlone", summary.LeftAlone);
        json.WriteEndObject();
        json.WriteStartObject("bytes");
        json.WriteNumber("read", summary.BytesRead);
        json.WriteNumber("written", summary.BytesWritten);
        json.WriteEndObject();
    }

    private static void WriteFailures(Utf8JsonWriter json, params ReadOnlySpan<(string Name, FailureLog Log)> failures)
    {
        json.WriteStartObject("failures");
        foreach (var (name, log) in failures)
        {
            json.WriteStartObject(name);
            json.WriteNumber("total", log.Total);
            json.WriteStartArray("lastFew");
            foreach (var failure in log.LastFew)
            {
                json.WriteStartObject();
                json.WriteString("message", Bounded(failure.Message));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Bounded(string text) =>
        text.Length <= MostTextLength ? text : string.Concat(text.AsSpan(0, MostTextLength - 1), "…");
}
