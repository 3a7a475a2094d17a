using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogsProcessor.Check.Reporting;

/// <summary>
/// The report of one file, as JSON for whoever handed it in. The same file and schema give the same bytes: it says nothing of when it was
/// written, nor by which run.
/// </summary>
public static class CheckReport
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>Writes it.</summary>
    /// <param name="tally">What was counted.</param>
    /// <param name="etag">The file's ETag, or null.</param>
    /// <param name="schemaName">Where the schema is.</param>
    /// <param name="output">Where the annotated rows are, or null.</param>
    public static byte[] Write(CheckTally tally, string? etag, string schemaName, string? output)
    {
        ArgumentNullException.ThrowIfNull(tally);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("file", tally.Name);
            WriteIfKnown(json, "etag", etag);
            json.WriteBoolean("valid", tally.IsValid);
            json.WriteBoolean("readToTheEnd", tally.IsWhole);
            json.WriteNumber("bytes", tally.BytesRead);
            json.WriteStartObject("schema");
            json.WriteString("name", schemaName);
            json.WriteString("sha256", tally.Schema.Digest);
            json.WriteEndObject();
            json.WriteStartObject("rows");
            json.WriteNumber("read", tally.Rows);
            json.WriteNumber("valid", tally.Valid);
            json.WriteNumber("invalid", tally.Invalid);
            json.WriteEndObject();
            json.WriteNumber("emptyLines", tally.EmptyLines);
            json.WriteNumber("errors", tally.Errors);
            BrokenRules.Write(json, "broken", tally.Broken, CheckTally.MostSamples);
            WriteUnchecked(json, tally);
            WriteIfKnown(json, "output", output);
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static void WriteUnchecked(Utf8JsonWriter json, CheckTally tally)
    {
        json.WriteStartArray("unchecked");
        foreach (var (rule, values) in tally.UncheckedKeys)
        {
            json.WriteStartObject();
            json.WriteString("column", rule.Column);
            json.WriteString("rule", rule.Name);
            json.WriteNumber("values", values);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIfKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
