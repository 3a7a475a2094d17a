using System.Text.Json;

namespace LogsProcessor.EndToEnd.Tests;

/// <summary>The rules of CloudWatch's embedded metric format, as far as a summary could break them.</summary>
internal static class EmbeddedMetrics
{
    private const int MostMetrics = 100;
    private const int MostDimensions = 30;

    internal static void AssertValid(JsonElement root)
    {
        var aws = root.GetProperty("_aws");
        Assert.True(aws.GetProperty("Timestamp").GetInt64() > 0);
        foreach (var directive in aws.GetProperty("CloudWatchMetrics").EnumerateArray())
        {
            Assert.False(string.IsNullOrWhiteSpace(directive.GetProperty("Namespace").GetString()));
            foreach (var dimension in directive.GetProperty("Dimensions").EnumerateArray().SelectMany(AssertDimensions))
            {
                var value = root.GetProperty(dimension.GetString()!);
                Assert.Equal(JsonValueKind.String, value.ValueKind);
                Assert.NotEqual("", value.GetString());
            }

            AssertMetrics(root, directive.GetProperty("Metrics"));
        }
    }

    private static IEnumerable<JsonElement> AssertDimensions(JsonElement set)
    {
        Assert.InRange(set.GetArrayLength(), 1, MostDimensions);
        return set.EnumerateArray();
    }

    private static void AssertMetrics(JsonElement root, JsonElement metrics)
    {
        var names = metrics.EnumerateArray().Select(metric => metric.GetProperty("Name").GetString()!).ToList();
        Assert.InRange(names.Count, 1, MostMetrics);
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Equal(JsonValueKind.Number, root.GetProperty(name).ValueKind));
    }
}
