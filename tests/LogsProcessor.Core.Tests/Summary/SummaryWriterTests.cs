using System.Text;
using System.Text.Json;
using LogsProcessor.Core.Summary;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Golden;

namespace LogsProcessor.Core.Tests.Summary;

public sealed class SummaryWriterTests
{
    private static readonly string[] Members =
    [
        "_aws",
        "outcome",
        "requestId",
        "version",
        "environment",
        "application",
        "component",
        "objects",
        "events",
        "lines",
        "bytes",
        "connections",
        "failures",
        "durationMs",
        "firstRecordAt",
        "lastRecordAt",
        "deliveryLagMs",
        "memory",
    ];

    [Fact]
    public async Task Summary_has_the_documented_shape()
    {
        var run = await Run.ShipAsync(new MemoryObject(Keys.Of("alb"), SampleObject.Of("alb").Text), new());
        var root = JsonDocument.Parse(SummaryWriter.Write(run.Summary)).RootElement;
        Assert.Equal(Members, root.EnumerateObject().Select(member => member.Name).Take(Members.Length));
        Assert.Equal("completed", root.GetProperty("outcome").GetString());
        Assert.Equal(
            """{"encountered":300,"parsed":300,"malformed":0,"skipped":0,"filtered":0,"sent":300,"resent":0,"newFields":0}""",
            root.GetProperty("lines").GetRawText()
        );
        Assert.Equal(1, root.GetProperty("objects").GetProperty("list").GetArrayLength());
        Assert.EndsWith("Z", root.GetProperty("firstRecordAt").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_are_valid_embedded_metric_format()
    {
        var root = JsonDocument.Parse(SummaryWriter.Write(NewSummary())).RootElement;
        var directive = root.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0];
        Assert.Equal(
            Run.Clock.Now.ToUnixTimeMilliseconds(),
            root.GetProperty("_aws").GetProperty("Timestamp").GetInt64()
        );
        var metrics = directive
            .GetProperty("Metrics")
            .EnumerateArray()
            .Select(metric => metric.GetProperty("Name").GetString()!)
            .ToList();
        Assert.InRange(metrics.Count, 1, 100);
        Assert.Equal(metrics.Count, metrics.Distinct().Count());
        Assert.All(metrics, name => Assert.Equal(JsonValueKind.Number, root.GetProperty(name).ValueKind));
        var dimensions = Assert
            .Single(directive.GetProperty("Dimensions").EnumerateArray())
            .EnumerateArray()
            .Select(name => name.GetString()!);
        Assert.Equal(["Application", "Component", "Environment"], dimensions);
        Assert.All(dimensions, name => Assert.NotEqual("", root.GetProperty(name).GetString()));
    }

    [Theory]
    [InlineData('x')]
    [InlineData('\u0001')]
    [InlineData('"')]
    [InlineData('語')]
    public void Summary_stays_below_200_KB_whatever_happened(char letter)
    {
        var summary = NewSummary();
        for (var number = 0; number < 10_000; number++)
        {
            summary.Begin(new string(letter, 1024));
        }

        var longest = new Failure(
            new string(letter, 5000),
            new string(letter, 5000),
            long.MaxValue,
            long.MaxValue,
            new string(letter, 5000)
        );
        FailureLog[] logs =
        [
            summary.Failures.Reading,
            summary.Failures.Parsing,
            summary.Failures.Sending,
            summary.Failures.Sockets,
        ];
        foreach (var log in logs)
        {
            Enumerable.Repeat(longest, 10).ToList().ForEach(log.Add);
        }

        var text = SummaryWriter.Write(summary);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 200_000);
        Assert.DoesNotContain('\n', text);
        Assert.Equal(
            10_000,
            JsonDocument.Parse(text).RootElement.GetProperty("objects").GetProperty("total").GetInt32()
        );
    }

    [Fact]
    public void A_text_cut_inside_a_surrogate_pair_is_still_valid()
    {
        var summary = NewSummary();
        summary.Failures.Parsing.Add(new Failure("x", Text: "y" + string.Concat(Enumerable.Repeat("😀", 600))));
        var root = JsonDocument.Parse(SummaryWriter.Write(summary)).RootElement;
        var parsing = root.GetProperty("failures").GetProperty("parsing");
        var text = parsing.GetProperty("lastFew")[0].GetProperty("text").GetString()!;
        Assert.EndsWith("😀…", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', text);
    }

    [Fact]
    public void Last_few_failures_are_five_with_the_newest_last()
    {
        var log = new FailureLog();
        Enumerable.Range(1, 12).ToList().ForEach(number => log.Add(new Failure($"failure {number}")));
        Assert.Equal(12, log.Total);
        Assert.Equal(
            ["failure 8", "failure 9", "failure 10", "failure 11", "failure 12"],
            log.LastFew.Select(failure => failure.Message)
        );
    }

    private static RunSummary NewSummary() => new(new RunIdentity { RequestId = "run-1" }, Run.Clock);
}
