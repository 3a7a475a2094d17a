using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Check.Reporting;

/// <summary>
/// Writes a run's summary: one line of JSON that people read, and that CloudWatch takes metrics from (embedded metric format). It stays
/// below 200 KB whatever happened.
/// </summary>
public static class CheckSummary
{
    private const int MostFiles = 50;
    private const int MostRules = 20;
    private const int MostSamples = 3;
    private const int MostTextLength = 300;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The summary as one line of JSON, without a line end.</summary>
    public static string Write(CheckRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var peakMb = PeakMemory.Megabytes();
        var metrics = CheckMetrics.Of(run, peakMb);
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        EmbeddedMetrics.WriteDirective(json, run.Now, run.Identity, metrics);
        WriteIdentity(json, run);
        WriteFiles(json, run);
        WriteCounts(json, run);
        WriteFailures(json, run.Failures);
        json.WriteNumber("durationMs", (long)run.Elapsed.TotalMilliseconds);
        json.WriteStartObject("memory");
        json.WriteNumber("peakMb", peakMb);
        json.WriteNumber("limitMb", run.Identity.MemoryLimitMb);
        json.WriteEndObject();
        EmbeddedMetrics.WriteValues(json, run.Identity, metrics);

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteIdentity(Utf8JsonWriter json, CheckRun run)
    {
        json.WriteString("outcome", NameOf(run.Outcome));
        json.WriteString("requestId", run.Identity.RequestId);
        json.WriteString("version", run.Identity.Version);
        json.WriteString("environment", run.Identity.Environment);
        json.WriteString("application", run.Identity.Application);
        json.WriteString("component", run.Identity.Component);
    }

    private static void WriteFiles(Utf8JsonWriter json, CheckRun run)
    {
        json.WriteStartObject("files");
        json.WriteNumber("total", run.Files.Count);
        foreach (var outcome in Enum.GetValues<CheckOutcome>().Order())
        {
            json.WriteNumber(NameOf(outcome), CheckMetrics.CountOf(run, outcome));
        }

        json.WriteStartArray("list");
        foreach (var file in run.Files.OrderBy(file => file.Outcome).Take(MostFiles))
        {
            json.WriteStartObject();
            json.WriteString("name", Cut(file.Name));
            json.WriteString("outcome", NameOf(file.Outcome));
            json.WriteNumber("rows", file.Tally?.Rows ?? 0);
            json.WriteNumber("invalid", file.Tally?.Invalid ?? 0);
            json.WriteNumber("errors", file.Tally?.Errors ?? 0);
            json.WriteNumber("bytes", file.Tally?.BytesRead ?? 0);
            if (file.Output is { } output)
            {
                json.WriteString("output", Cut(output));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("events");
        json.WriteNumber("failed", run.FailedMessages);
        json.WriteNumber("skipped", run.Skipped);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, CheckRun run)
    {
        var tallies = run.Files.Select(file => file.Tally).OfType<CheckTally>().ToList();
        json.WriteStartObject("rows");
        json.WriteNumber("read", tallies.Sum(tally => tally.Rows));
        json.WriteNumber("valid", tallies.Sum(tally => tally.Valid));
        json.WriteNumber("invalid", tallies.Sum(tally => tally.Invalid));
        json.WriteNumber("emptyLines", tallies.Sum(tally => tally.EmptyLines));
        json.WriteEndObject();
        json.WriteStartObject("errors");
        json.WriteNumber("total", tallies.Sum(tally => tally.Errors));
        json.WriteNumber("unchecked", tallies.Sum(tally => tally.Unchecked));
        var rules = tallies.SelectMany(tally => tally.Broken).OrderByDescending(broken => broken.Count).Take(MostRules);
        BrokenRules.Write(json, "rules", rules, MostSamples);
        json.WriteEndObject();
        json.WriteStartObject("bytes");
        json.WriteNumber("read", tallies.Sum(tally => tally.BytesRead));
        json.WriteNumber("text", tallies.Sum(tally => tally.BytesText));
        json.WriteNumber("written", run.Files.Sum(file => file.BytesWritten));
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
            json.WriteString("message", Cut(failure.Message));
            if (failure.Key is { } key)
            {
                json.WriteString("file", Cut(key));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string NameOf<T>(T outcome)
        where T : struct, Enum => outcome.ToString().ToLowerInvariant();

    private static string Cut(string text)
    {
        if (text.Length <= MostTextLength)
        {
            return text;
        }

        // Half a surrogate pair is no character.
        var length = MostTextLength - 1;
        length -= char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
        return $"{text.AsSpan(0, length)}…";
    }
}
