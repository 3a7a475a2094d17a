using System.Text.Json;

namespace LogsProcessor.Core.Summary;

/// <summary>
/// The part of a summary that CloudWatch takes metrics from (AWS, "Specification: Embedded metric format"): first what the metrics are,
/// under <c>_aws</c>, and last their dimensions and values, as members of the root.
/// </summary>
public static class EmbeddedMetrics
{
    /// <summary>Writes what the metrics are. CloudWatch looks for it in a line's beginning.</summary>
    public static void WriteDirective(
        Utf8JsonWriter json,
        DateTimeOffset now,
        RunIdentity identity,
        IReadOnlyList<SummaryMetric> metrics
    )
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(metrics);
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", now.ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString("Namespace", identity.MetricsNamespace);
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        foreach (var (name, _) in SummaryMetrics.Dimensions(identity))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var metric in metrics)
        {
            json.WriteStartObject();
            json.WriteString("Name", metric.Name);
            json.WriteString("Unit", metric.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the dimensions and the values.</summary>
    public static void WriteValues(Utf8JsonWriter json, RunIdentity identity, IReadOnlyList<SummaryMetric> metrics)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(metrics);
        foreach (var (name, value) in SummaryMetrics.Dimensions(identity))
        {
            json.WriteString(name, value);
        }

        foreach (var metric in metrics)
        {
            json.WriteNumber(metric.Name, metric.Value);
        }
    }
}
