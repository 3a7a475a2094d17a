using System.Text.Json;

namespace LogsProcessor.EndToEnd.Tests;

/// <summary>A run's summary, as it was printed.</summary>
public sealed class RunSummaryLine
{
    private readonly JsonElement _root;

    private RunSummaryLine(JsonElement root) => _root = root;

    public string Outcome => _root.GetProperty("outcome").GetString()!;

    public string RequestId => _root.GetProperty("requestId").GetString()!;

    public long Objects => Number("objects", "total");

    public long CompletedObjects => Number("objects", "completed");

    public long ContinuedObjects => Number("objects", "continued");

    public long Encountered => Number("lines", "encountered");

    public long Parsed => Number("lines", "parsed");

    public long Malformed => Number("lines", "malformed");

    public long Skipped => Number("lines", "skipped");

    public long Sent => Number("lines", "sent");

    public long Created => Number("connections", "created");

    public long Destroyed => Number("connections", "destroyed");

    public long Peak => Number("connections", "peak");

    public long Unconfirmed => Number("connections", "unconfirmed");

    public long Undelivered => _root.GetProperty("LinesUndelivered").GetInt64();

    /// <summary>How many failures a stage had: reading, parsing, sending, sockets.</summary>
    public long Failures(string stage) =>
        _root.GetProperty("failures").GetProperty(stage).GetProperty("total").GetInt64();

    /// <summary>Reads the one summary among a program's lines of output; each other line is just a log line.</summary>
    public static RunSummaryLine OnlyOneOf(IEnumerable<string> lines) => Assert.Single(AllOf(lines));

    /// <summary>Reads the summaries among a program's lines of output, in order, and checks each.</summary>
    public static IReadOnlyList<RunSummaryLine> AllOf(IEnumerable<string> lines) =>
        [.. lines.Where(line => line.StartsWith("{\"_aws\"", StringComparison.Ordinal)).Select(Read)];

    /// <summary>Reads a summary, and checks what every one must be: valid for CloudWatch, bounded, and in balance.</summary>
    public static RunSummaryLine Read(string line)
    {
        Assert.True(line.Length < 200_000, $"the summary has {line.Length} characters");
        using var json = JsonDocument.Parse(line);
        var summary = new RunSummaryLine(json.RootElement.Clone());
        EmbeddedMetrics.AssertValid(summary._root);
        Assert.Equal(summary.Encountered, summary.Parsed + summary.Malformed + summary.Skipped);
        Assert.Equal(summary.Created, summary.Destroyed);
        Assert.InRange(summary.Sent, 0, summary.Parsed + summary.Malformed);
        return summary;
    }

    /// <summary>The run delivered so many lines, and all it had.</summary>
    public void AssertCompleted(long lines)
    {
        Assert.Equal("completed", Outcome);
        Assert.Equal((lines, lines), (Parsed + Malformed, Sent));
        Assert.Equal(0, Undelivered);
        Assert.Equal(0, Unconfirmed);
        Assert.Equal((0L, 0L), (Failures("reading"), Failures("sending")));
    }

    public override string ToString() => _root.ToString();

    private long Number(string group, string name) => _root.GetProperty(group).GetProperty(name).GetInt64();
}
