using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class LineParserTests
{
    public static TheoryData<LogFormat> Formats => [.. FormatTables.All.Select(table => table.Format)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Line_of_unknown_format_is_read_as_what_it_looks_like(LogFormat format)
    {
        var line = ValidLine.Of(format);
        var parsed = new ParsedLine(LogFormat.Unknown, line);
        Assert.Equal((ParseOutcome.Parsed, FormatTables.Of(format)), (parsed.Outcome, parsed.Record.Table));
        Assert.Equal(new ParsedLine(format, line).ValuesFrom(0), parsed.ValuesFrom(0));
    }

    [Fact]
    public void Line_that_looks_like_no_format_is_malformed()
    {
        var parsed = new ParsedLine(LogFormat.Unknown, "{\"a\": 1}");
        Assert.Equal((ParseOutcome.Malformed, null), (parsed.Outcome, parsed.Record.Table));
        Assert.Equal(new ParseFault(ParseFaultKind.NotRecognised, 0, 0, 8), parsed.Record.Fault);
        Assert.Equal(
            "not recognised as a line of any load balancer log format (it looks like JSON)",
            parsed.Describe()
        );
    }

    [Theory]
    [InlineData(LogFormat.Classic)]
    [InlineData(LogFormat.Unknown)]
    public void Skipped_line_leaves_nothing_of_the_one_before(LogFormat format)
    {
        var parser = new LineParser(format);
        var record = new LogRecord();
        Assert.Equal(ParseOutcome.Parsed, parser.Parse(ValidLine.Bytes(ValidLine.Of(LogFormat.Classic)), record));

        Assert.Equal(ParseOutcome.Skipped, parser.Parse("#Fields"u8, record));
        Assert.Equal((0, false, false), (record.FieldCount, record.IsHttp, record.IsPlain));
        Assert.Equal(format == LogFormat.Unknown ? null : FormatTables.Of(format), record.Table);
    }

    [Fact]
    public void Malformed_line_leaves_nothing_of_the_one_before()
    {
        var parser = new LineParser(LogFormat.Classic);
        var record = new LogRecord();
        parser.Parse(ValidLine.Bytes(ValidLine.Of(LogFormat.Classic)), record);
        Assert.True(record.IsHttp && record.Request.IsPresent);

        Assert.Equal(ParseOutcome.Malformed, parser.Parse("x y"u8, record));
        Assert.Equal((2, false, false), (record.FieldCount, record.IsHttp, record.Request.IsPresent));

        parser.Parse(ValidLine.Bytes(ValidLine.Of(LogFormat.Classic)), record);
        Assert.Equal(default, record.Fault);
    }

    [Theory]
    [InlineData("\"curl", 12, ParseOutcome.Unfinished)]
    [InlineData("\"curl \\\"x", 12, ParseOutcome.Unfinished)]
    [InlineData("\"curl \\\"x\\\"", 12, ParseOutcome.Unfinished)]
    [InlineData("\"curl \\\"x\\\" y", 12, ParseOutcome.Unfinished)]
    [InlineData("\"curl\"x", 12, ParseOutcome.Malformed)]
    [InlineData("cu\"rl", 12, ParseOutcome.Malformed)]
    [InlineData("\"GET", 11, ParseOutcome.Malformed)]
    public void Only_an_open_user_agent_of_a_Classic_line_may_go_on(string text, int field, ParseOutcome outcome) =>
        Assert.Equal(
            outcome,
            new ParsedLine(
                LogFormat.Classic,
                string.Join(' ', ValidLine.Fields(LogFormat.Classic).Take(field).Append(text))
            ).Outcome
        );

    [Fact]
    public void Open_user_agent_of_another_format_is_malformed()
    {
        var parsed = new ParsedLine(
            LogFormat.Alb,
            string.Join(' ', ValidLine.Fields(LogFormat.Alb).Take(13).Append("\"curl"))
        );
        Assert.Equal(
            (ParseOutcome.Malformed, ParseFaultKind.UnclosedQuote, 13),
            (parsed.Outcome, parsed.Record.Fault.Kind, parsed.Record.Fault.Field)
        );
    }

    [Fact]
    public void Backslash_at_the_end_of_a_cut_user_agent_does_not_escape_the_closing_quote()
    {
        var parsed = new ParsedLine(LogFormat.Alb, ValidLine.With(LogFormat.Alb, "user_agent", "\"cut\\\""));
        Assert.Equal(ParseOutcome.Parsed, parsed.Outcome);
        Assert.Equal(("cut\\", 34), (parsed.Value(13), parsed.Record.FieldCount));
    }

    [Theory]
    [InlineData("\"cut\\\"", ParseOutcome.Parsed)]
    [InlineData("\"cut", ParseOutcome.Malformed)]
    [InlineData("\"cut \\\"x", ParseOutcome.Malformed)]
    [InlineData("\"whole\"", ParseOutcome.Parsed)]
    public void Classic_line_to_which_no_other_belongs_may_have_been_cut_behind_a_backslash(
        string agent,
        ParseOutcome outcome
    )
    {
        var line = ValidLine.Bytes(ValidLine.With(LogFormat.Classic, "user_agent", agent));
        var record = new LogRecord();
        Assert.Equal(outcome, new LineParser(LogFormat.Classic).ParseAlone(line, record));
        Assert.Equal(outcome == ParseOutcome.Parsed ? 15 : 12, record.FieldCount);
    }

    [Fact]
    public void Fault_of_the_ordinary_reading_stays_if_the_other_one_fails_too()
    {
        var fields = ValidLine.Fields(LogFormat.Alb);
        fields[5] = "slow";
        fields[13] = "\"a \\\"quoted\\\" word\"";
        var parsed = new ParsedLine(LogFormat.Alb, string.Join(' ', fields));
        Assert.Equal(
            (ParseOutcome.Malformed, ParseFaultKind.NotSeconds, 5),
            (parsed.Outcome, parsed.Record.Fault.Kind, parsed.Record.Fault.Field)
        );
    }

    [Theory]
    [InlineData(LogFormat.Alb, "elb", "~ !", true)]
    [InlineData(LogFormat.Alb, "user_agent", "a\\x41", false)]
    [InlineData(LogFormat.Alb, "user_agent", "\u00fc", false)]
    [InlineData(LogFormat.Alb, "user_agent", "\u007f", false)]
    [InlineData(LogFormat.Alb, "user_agent", "\u001f", false)]
    public void Quoting_line_is_plain_if_every_byte_stands_for_itself(
        LogFormat format,
        string name,
        string text,
        bool isPlain
    ) => Assert.Equal(isPlain, new ParsedLine(format, ValidLine.With(format, name, $"\"{text}\"")).Record.IsPlain);

    [Theory]
    [InlineData("h2", "edge.example.net", true)]
    [InlineData("\"h2\"", "edge.example.net", false)]
    [InlineData("h2", "edge%2Eexample.net", false)]
    [InlineData("h\u00fc", "edge.example.net", false)]
    public void Spaced_line_is_plain_without_quotes_and_percent_encoding(string alpn, string domain, bool isPlain)
    {
        var fields = ValidLine.Fields(LogFormat.Nlb);
        fields[17] = domain;
        fields[20] = alpn;
        var parsed = new ParsedLine(LogFormat.Nlb, string.Join(' ', fields));
        Assert.Equal((ParseOutcome.Parsed, isPlain), (parsed.Outcome, parsed.Record.IsPlain));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Fields_beyond_the_documented_are_kept_and_never_fail_a_line(LogFormat format)
    {
        var documented = FormatTables.Of(format).Fields.Length;
        var words = Enumerable.Range(0, 60).Select(number => $"new{number}").ToArray();
        var parsed = new ParsedLine(format, $"{ValidLine.Of(format)} {string.Join(' ', words)}");
        Assert.Equal((ParseOutcome.Parsed, true), (parsed.Outcome, parsed.Record.HasExtra));
        Assert.Equal((documented + 60, documented), (parsed.Record.FieldCount, parsed.Record.DocumentedCount));
        Assert.Equal(words, parsed.ValuesFrom(documented));
        Assert.False(parsed.Record.Has(documented));
    }

    [Theory]
    [InlineData(LogFormat.AlbHealthCheck, 1_000, "999")]
    [InlineData(LogFormat.AlbHealthCheck, 1_001, "1000")]
    [InlineData(LogFormat.AlbHealthCheck, 1_004, "1000 1001 1002 1003")]
    [InlineData(LogFormat.Alb, 1_000, "999")]
    [InlineData(LogFormat.Alb, 1_001, "1000")]
    [InlineData(LogFormat.Alb, 1_004, "1000 1001 1002 1003")]
    public void What_follows_a_thousand_extra_fields_is_one_more(LogFormat format, int extras, string last)
    {
        var documented = FormatTables.Of(format).Fields.Length;
        var line = new StringBuilder(ValidLine.Of(format)).Append(' ').AppendJoin(' ', Enumerable.Range(0, extras));
        var parsed = new ParsedLine(format, line.ToString());
        Assert.Equal(ParseOutcome.Parsed, parsed.Outcome);
        Assert.Equal(documented + Math.Min(extras, 1_001), parsed.Record.FieldCount);
        Assert.Equal(last, parsed.Value(parsed.Record.FieldCount - 1));
    }
}
