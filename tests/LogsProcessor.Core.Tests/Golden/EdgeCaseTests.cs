using System.Text;
using System.Text.Json;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Properties;

namespace LogsProcessor.Core.Tests.Golden;

public sealed class EdgeCaseTests
{
    public static TheoryData<string> Names => [.. EdgeCase.All.Select(one => one.Name)];

    public static TheoryData<string> RawNames =>
        [.. EdgeCase.All.Where(one => one.Member("expect_raw") is not null).Select(one => one.Name)];

    [Fact]
    public void There_are_93_cases() => Assert.Equal(93, EdgeCase.All.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Case_is_treated_as_it_says(string name)
    {
        var one = EdgeCase.Of(name);
        var run = await Run.ShipAsync(new MemoryObject(Keys.Of(one.Format), one.Line), new() { Layout = Layout.Aws });
        switch (one.Action)
        {
            case "parse" or "parse_after_repair":
                Assert.Equal((1, 0, 0), (run.Tally.Parsed, run.Tally.Malformed, run.Tally.Skipped));
                using (var document = JsonAssert.ParseStrictly(Assert.Single(run.Documents)))
                {
                    CheckValues(one, document.RootElement);
                }

                break;
            case "skip_count":
                Assert.Equal((0, 0, 1), (run.Tally.Parsed, run.Tally.Malformed, run.Tally.Skipped));
                Assert.Empty(run.Documents);
                break;
            case "emit_raw_tagged":
                Assert.Equal((0, 0), (run.Tally.Parsed, run.Tally.Skipped));
                Assert.Equal(one.Line.Count(value => value == '\n') + 1, run.Documents.Count);
                Assert.All(
                    run.Texts,
                    text => Assert.Contains("\"tags\":[\"_elbparsefailure\"]", text, StringComparison.Ordinal)
                );
                break;
            case "reject_file":
                Assert.Equal(1, run.Summary.Failures.Reading.Total);
                Assert.Empty(run.Documents);
                break;
            default:
                Assert.Fail($"{one.Action} is no action that this test knows");
                break;
        }
    }

    [Theory]
    [MemberData(nameof(RawNames))]
    public void Raw_texts_are_the_expected_ones(string name)
    {
        var one = EdgeCase.Of(name);
        var line = one.Line.AsSpan();
        line = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        var record = new LogRecord();
        Assert.Equal(ParseOutcome.Parsed, new LineParser(FormatTables.Find(one.Format)!.Format).Parse(line, record));
        var raw = one.Member("expect_raw")!.Value;
        Assert.Equal(raw.EnumerateObject().Count(), record.DocumentedCount);
        for (var field = 0; field < record.DocumentedCount; field++)
        {
            var fieldName = record.Table!.Fields[field].Name;
            Assert.Equal(raw.GetProperty(fieldName).GetString(), Encoding.UTF8.GetString(record.Raw(line, field)));
        }
    }

    private static void CheckValues(EdgeCase one, JsonElement document)
    {
        foreach (var expected in one.Member("expect")!.Value.EnumerateObject())
        {
            if (EdgeCaseValue.MemberOf(expected.Name) is { } member)
            {
                var actual = document.TryGetProperty(member, out var value) ? value : (JsonElement?)null;
                Assert.Equal((member, EdgeCaseValue.Expected(expected, one)), (member, EdgeCaseValue.Actual(actual)));
            }
        }

        var extra = document.TryGetProperty("extra", out var fields) ? fields : (JsonElement?)null;
        Assert.Equal(EdgeCaseValue.Actual(one.Member("extra")), EdgeCaseValue.Actual(extra));
    }
}
