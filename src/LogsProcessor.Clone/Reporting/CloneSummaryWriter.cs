using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Clone.Reporting;

/// <summary>Writes the summary of a clone: one line of JSON that is also CloudWatch's embedded metric format, below 20 KB.</summary>
public static class CloneSummaryWriter
{
    private const int MostText = 500;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The summary, without a line end.</summary>
    public static string Write(CloneReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var buffer = new ArrayBufferWriter<byte>(2048);
        var peakMb = PeakMemory.Megabytes();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            var metrics = MetricsOf(report, peakMb);
            EmbeddedMetrics.WriteDirective(json, report.Now, report.Identity, metrics);
            WriteIdentity(json, report);
            WriteCounts(json, report.Counts);
            WriteFailures(json, report.Failures);
            json.WriteNumber("refusedRequests", report.Refused);
            json.WriteNumber("durationMs", (long)report.Elapsed.TotalMilliseconds);
            json.WriteStartObject("memory");
            json.WriteNumber("peakMb", peakMb);
            json.WriteNumber("limitMb", report.Identity.MemoryLimitMb);
            json.WriteEndObject();
            EmbeddedMetrics.WriteValues(json, report.Identity, metrics);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static SummaryMetric[] MetricsOf(CloneReport report, int peakMb) =>
        [
            new("Runs", "Count", 1),
            new("RunsFailed", "Count", report.IsCompleted || report.Outcome == "continued" ? 0 : 1),
            new("ObjectsListed", "Count", report.Counts.Listed),
            new("ObjectsCopied", "Count", report.Counts.Copied),
            new("ObjectsAlreadyThere", "Count", report.Counts.AlreadyThere),
            new("ObjectsFailed", "Count", report.Counts.Failed),
            new("ObjectsMissing", "Count", report.Counts.Verified.Missing),
            new("ObjectsDifferent", "Count", report.Counts.Verified.Different),
            new("BytesCopied", "Bytes", report.Counts.CopiedBytes),
            new("RequestsRefused", "Count", report.Refused),
            new("DurationMs", "Milliseconds", (long)report.Elapsed.TotalMilliseconds),
            new("MemoryPeakMb", "Megabytes", peakMb),
        ];

    private static void WriteIdentity(Utf8JsonWriter json, CloneReport report)
    {
        json.WriteString("outcome", report.Outcome);
        json.WriteString("requestId", report.Identity.RequestId);
        json.WriteString("version", report.Identity.Version);
        json.WriteString("environment", report.Identity.Environment);
        json.WriteString("application", report.Identity.Application);
        json.WriteString("component", report.Identity.Component);
        json.WriteString("source", report.Source?.ToString());
        json.WriteString("destination", report.Destination?.ToString());
    }

    private static void WriteCounts(Utf8JsonWriter json, CloneCounts counts)
    {
        json.WriteStartObject("objects");
        json.WriteNumber("listed", counts.Listed);
        json.WriteNumber("copied", counts.Copied);
        json.WriteNumber("alreadyThere", counts.AlreadyThere);
        json.WriteNumber("toCopy", counts.ToCopy);
        json.WriteNumber("failed", counts.Failed);
        json.WriteNumber("changed", counts.Changed);
        json.WriteNumber("leftOut", counts.LeftOut);
        json.WriteBoolean("balanced", counts.IsBalanced);
        json.WriteEndObject();
        json.WriteStartObject("bytes");
        json.WriteNumber("listed", counts.ListedBytes);
        json.WriteNumber("copied", counts.CopiedBytes);
        json.WriteEndObject();
        json.WriteStartObject("verified");
        json.WriteNumber("same", counts.Verified.Same);
        json.WriteNumber("missing", counts.Verified.Missing);
        json.WriteNumber("different", counts.Verified.Different);
        json.WriteNumber("unverifiable", counts.Verified.Unverifiable);
        json.WriteNumber("newer", counts.Verified.Newer);
        json.WriteNumber("extra", counts.Verified.Extra);
        json.WriteEndObject();
    }

    private static void WriteFailures(Utf8JsonWriter json, FailureLog failures)
    {
        json.WriteStartObject("failures");
        json.WriteNumber("total", failures.Total);
        json.WriteStartArray("lastFew");
        foreach (var failure in failures.LastFew)
        {
            json.WriteStartObject();
            json.WriteString("message", failure.Message[..Math.Min(failure.Message.Length, MostText)]);
            json.WriteString("key", failure.Key);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
