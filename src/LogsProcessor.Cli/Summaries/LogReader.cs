using System.Text;
using System.Text.Json;
using LogsProcessor.Core.Lines;

namespace LogsProcessor.Cli.Summaries;

/// <summary>
/// Finds run summaries in what logs are kept in: the function's own lines, with or without the time and stream that CloudWatch puts
/// before them, gzip or not; and the JSON that <c>aws logs</c> prints.
/// </summary>
internal static class LogReader
{
    /// <summary>Reads to the end.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<RunHistory> ReadAsync(Stream input, CancellationToken stop)
    {
        var history = new RunHistory();
        await using var text = await LogContent.OpenAsync(input, stop);
        using var reader = new StreamReader(text, Encoding.UTF8);
        var isFirst = true;
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            var isJson = line.TrimStart() is ['{' or '[', ..];
            if (!isFirst || !isJson)
            {
                AddLine(line, history);
            }
            else if (!TryAdd(line, history))
            {
                // JSON over several lines: it is one document, or several one after the other.
                AddDocument(line + "\n" + await reader.ReadToEndAsync(stop), history);
            }

            isFirst &= string.IsNullOrWhiteSpace(line);
        }

        return history;
    }

    /// <summary>Reads the texts of log events to the end.</summary>
    public static async Task<RunHistory> ReadAsync(IAsyncEnumerable<string> messages, CancellationToken stop)
    {
        var history = new RunHistory();
        await foreach (var message in messages.WithCancellation(stop))
        {
            AddLine(message, history);
        }

        return history;
    }

    private static void AddDocument(string text, RunHistory history)
    {
        if (!TryAdd(text, history))
        {
            foreach (var line in text.Split('\n'))
            {
                AddLine(line, history);
            }
        }
    }

    /// <summary>A line: JSON, or with something before the JSON; else it is none of ours.</summary>
    private static void AddLine(string line, RunHistory history)
    {
        var start = line.IndexOf('{', StringComparison.Ordinal);
        if (!string.IsNullOrWhiteSpace(line) && (start < 0 || !TryAdd(line[start..], history)))
        {
            history.Add(null);
        }
    }

    /// <summary>Adds what JSON values hold; nothing, if the text is something else.</summary>
    private static bool TryAdd(string text, RunHistory history)
    {
        var values = JsonMembers.ValuesOf(Encoding.UTF8.GetBytes(text));
        foreach (var value in values ?? [])
        {
            Add(value, history);
        }

        return values is not null;
    }

    /// <summary>A summary; a list of log events or of a query's rows, in the member where <c>aws logs</c> has it; or an event with its text.</summary>
    private static void Add(JsonElement json, RunHistory history)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            AddAll(json.EnumerateArray(), history);
        }
        else if (json.Items("events") is { } events)
        {
            AddAll(events, history);
        }
        else if (json.Items("results") is { } rows)
        {
            foreach (var row in rows)
            {
                AddRow(row, history);
            }
        }
        else if (json.Text("message") is { } message)
        {
            AddLine(message, history);
        }
        else
        {
            history.Add(RunRecordReader.TryRead(json));
        }
    }

    /// <summary>A row that a query of Logs Insights found: a list of fields, one of which may be the event's text.</summary>
    private static void AddRow(JsonElement row, RunHistory history)
    {
        IEnumerable<JsonElement> fields = row.ValueKind == JsonValueKind.Array ? row.EnumerateArray() : [];
        var texts = fields.Where(field => field.Text("field") == "@message").Select(field => field.Text("value"));
        if (texts.FirstOrDefault() is { } message)
        {
            AddLine(message, history);
        }
        else
        {
            history.Add(null);
        }
    }

    private static void AddAll(IEnumerable<JsonElement> items, RunHistory history)
    {
        foreach (var item in items)
        {
            Add(item, history);
        }
    }
}
