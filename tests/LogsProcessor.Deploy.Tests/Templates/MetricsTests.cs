using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>Alarms, widgets and queries name only what the summary emits, or what AWS does.</summary>
public sealed partial class MetricsTests
{
    private static readonly Dictionary<string, string[]> Aws = new()
    {
        ["AWS/Lambda"] = ["Errors", "Throttles", "Duration", "AsyncEventAge", "DestinationDeliveryFailures"],
        ["AWS/SQS"] = ["ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"],
    };

    private static readonly JsonNode Summary = JsonNode.Parse(SampleSummary.WithFailures())!;

    public static TheoryData<string> Triggers => new("Queue", "Direct");

    [Theory]
    [MemberData(nameof(Triggers))]
    public void Every_metric_of_an_alarm_exists_with_its_dimensions(string trigger)
    {
        var alarms = Alarms(trigger);
        var metrics = alarms.SelectMany(it =>
            it.Value["Properties"]!["Metrics"] is JsonArray several
                ? several
                    .Where(metric => metric!["MetricStat"] is not null)
                    .Select(metric => metric!["MetricStat"]!["Metric"]!)
                : [it.Value["Properties"]!]
        );

        Assert.InRange(alarms.Count, 9, 20);
        Assert.All(
            metrics,
            it =>
                AssertExists(
                    it["Namespace"]!.ToString(),
                    it["MetricName"]!.ToString(),
                    it["Dimensions"]!.AsArray().ToDictionary(d => d!["Name"]!.ToString(), d => d!["Value"]!.ToString())
                )
        );
    }

    [Theory]
    [MemberData(nameof(Triggers))]
    public void Every_alarm_says_what_to_do_and_tells_the_topic(string trigger) =>
        Assert.All(
            Alarms(trigger),
            alarm =>
            {
                var properties = alarm.Value["Properties"]!;
                Assert.Equal("topic", properties["AlarmActions"]!.AsArray().Single()!.ToString());
                Assert.InRange(properties["AlarmDescription"]!.ToString().Length, 80, 1024);
                Assert.Matches(
                    @"\b([Rr]un|[Ll]ook|[Rr]aise|[Ff]ind|[Mm]end)\b|rollback\.sh|replay\.sh",
                    properties["AlarmDescription"]!.ToString()
                );
            }
        );

    [Theory]
    [MemberData(nameof(Triggers))]
    public void The_dashboard_is_JSON_and_every_metric_in_it_exists(string trigger)
    {
        var widgets = Dashboard(trigger)["widgets"]!.AsArray();

        Assert.Equal(11, widgets.Count);
        Assert.All(
            widgets.SelectMany(it => it!["properties"]!["metrics"] is JsonArray metrics ? Expand(metrics) : []),
            it => AssertExists(it.Namespace, it.Name, it.Dimensions)
        );
    }

    [Theory]
    [InlineData("Queue", "0")]
    [InlineData("Queue", "30")]
    [InlineData("Direct", "0")]
    [InlineData("Direct", "30")]
    public void The_dashboard_shows_the_alarms_that_exist_and_all_of_them(string trigger, string noRunMinutes)
    {
        var shown = Dashboard(trigger, noRunMinutes)["widgets"]!
            .AsArray()
            .SelectMany(it => it!["properties"]!["alarms"] as JsonArray ?? [])
            .Select(it => it!.ToString().Split(":alarm:")[1]);

        Assert.Equal(
            Alarms(trigger, noRunMinutes).Values.Select(it => it["Properties"]!["AlarmName"]!.ToString()).Order(),
            shown.Order()
        );
    }

    [Fact]
    public void Every_field_of_a_query_is_in_the_summary()
    {
        var stack = Template.With();
        var queries = stack
            .OfType("AWS::Logs::QueryDefinition")
            .Select(it => it.Value["Properties"]!["QueryString"]!.ToString())
            .Append(
                Dashboard("Queue")["widgets"]!.AsArray().Single(it => it!["type"]!.ToString() == "log")!["properties"]![
                    "query"
                ]!.ToString()
            )
            .ToList();
        var fields = queries
            .SelectMany(it => Shown().Match(it).Groups[1].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries))
            .Where(it => !it.StartsWith('@'))
            .Concat(queries.SelectMany(it => Path().Matches(it).Select(match => match.Value)))
            .Distinct()
            .ToList();

        Assert.Equal(5, queries.Count);
        Assert.InRange(fields.Count, 15, 60);
        Assert.All(fields, AssertInSummary);
    }

    private static void AssertExists(string space, string metric, Dictionary<string, string> dimensions)
    {
        if (Aws.TryGetValue(space, out var known))
        {
            Assert.Contains(metric, known);
            var (name, value) = Assert.Single(dimensions);
            Assert.Equal(space == "AWS/Lambda" ? "FunctionName" : "QueueName", name);
            Assert.Contains(value, new[] { "Function", "Queue.QueueName", "FailureQueue.QueueName" });
            return;
        }

        var emitted = Summary["_aws"]!["CloudWatchMetrics"]!.AsArray().Single()!;
        Assert.Equal(emitted["Namespace"]!.ToString(), space);
        Assert.Contains(metric, emitted["Metrics"]!.AsArray().Select(it => it!["Name"]!.ToString()));
        Assert.Equal(
            emitted["Dimensions"]!.AsArray().Single()!.AsArray().Select(it => it!.ToString()).Order(),
            dimensions.Keys.Order()
        );
        Assert.All(dimensions, it => Assert.Equal(Summary[it.Key]!.ToString(), it.Value));
    }

    private static void AssertInSummary(string path)
    {
        var node = path.Split('.')
            .Aggregate(
                (JsonNode?)Summary,
                (node, part) =>
                    node is JsonArray array
                        ? array[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]
                        : node?[part]
            );
        Assert.True(node is not null, $"the summary has no {path}");
    }

    private static Dictionary<string, JsonObject> Alarms(string trigger, string noRunMinutes = "30") =>
        Template
            .With(("Trigger", trigger), ("AlarmTopic", "topic"), ("NoRunMinutes", noRunMinutes))
            .OfType("AWS::CloudWatch::Alarm")
            .ToDictionary(it => it.Key, it => it.Value);

    private static JsonNode Dashboard(string trigger, string noRunMinutes = "0") =>
        JsonNode.Parse(
            Template.With(("Trigger", trigger), ("NoRunMinutes", noRunMinutes)).Properties("Dashboard")[
                "DashboardBody"
            ]!.ToString()
        )!;

    /// <summary>Writes out a widget's short forms: <c>.</c> is what stood there before, <c>...</c> all of it.</summary>
    private static IEnumerable<(string Namespace, string Name, Dictionary<string, string> Dimensions)> Expand(
        JsonArray metrics
    )
    {
        var before = new List<string>();
        foreach (var metric in metrics)
        {
            var cells = metric!.AsArray().Where(it => it is not JsonObject).Select(it => it!.ToString()).ToList();
            before = cells is ["..."] ? before : [.. cells.Select((it, index) => it == "." ? before[index] : it)];
            yield return (before[0], before[1], before.Skip(2).Chunk(2).ToDictionary(it => it[0], it => it[1]));
        }
    }

    /// <summary>The fields that a query shows.</summary>
    [GeneratedRegex(@"\| fields ([^|]*\S) \|")]
    private static partial Regex Shown();

    /// <summary>A path into the summary, wherever it stands; not one of Logs' own fields.</summary>
    [GeneratedRegex(@"(?<![\w@.'])[a-z]\w*\.(?:\w+\.)*\w+")]
    private static partial Regex Path();
}
