using System.Text.Json;

namespace LogsProcessor.Cli.Summaries;

/// <summary>Reads a run's summary. Members that an older or a newer release does not write count as nothing.</summary>
internal static class RunRecordReader
{
    /// <summary>The end of the year 9999, beyond which there is no date.</summary>
    private const long MostMilliseconds = 253_402_300_799_999;

    /// <summary>Reads <paramref name="json"/>; null if it is no summary.</summary>
    public static RunRecord? TryRead(JsonElement json)
    {
        if (
            json.Member("_aws") is not { } aws
            || json.Text("outcome") is not { } outcome
            || json.Member("lines") is not { } lines
        )
        {
            return null;
        }

        var objects = json.Member("objects") ?? default;
        var due = Count(lines, "parsed") - Count(lines, "filtered") + Count(lines, "malformed");
        return new RunRecord
        {
            Time = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Count(aws, "Timestamp"), 0, MostMilliseconds)),
            RequestId = json.Text("requestId") ?? "",
            Outcome = outcome,
            Objects = Count(objects, "total"),
            FailedObjects = Count(objects, "failed"),
            FirstObject = FirstOf(objects),
            Lines = Count(lines, "encountered"),
            Sent = Count(lines, "sent"),
            Undelivered = json.Number("LinesUndelivered") ?? (due - Count(lines, "sent")),
            Malformed = Count(lines, "malformed"),
            Resent = Count(lines, "resent"),
            BytesRead = Count(json.Member("bytes"), "read"),
            DurationMs = Count(json, "durationMs"),
            LagMs = json.Member("deliveryLagMs")?.Number("max"),
            PeakMb = Count(json.Member("memory"), "peakMb"),
            LimitMb = Count(json.Member("memory"), "limitMb"),
            Failures = [.. StageFailures.Stages.Select(stage => FailuresOf(json, stage))],
        };
    }

    private static string FirstOf(JsonElement objects) => objects.Items("list") is [var first, ..] ? NameOf(first) : "";

    private static string NameOf(JsonElement item) =>
        item.Text("key") is not { } key ? ""
        : item.Text("bucket") is { Length: > 0 } bucket ? $"s3://{bucket}/{key}"
        : key;

    private static StageFailures FailuresOf(JsonElement json, string stage)
    {
        var log = json.Member("failures")?.Member(stage) ?? default;
        var messages = log.Items("lastFew")?.Select(failure => failure.Text("message")).OfType<string>() ?? [];
        return new StageFailures(stage, Count(log, "total"), [.. messages]);
    }

    private static long Count(JsonElement? json, string name) => json?.Number(name) ?? 0;
}
