using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class LogRecordTests
{
    [Fact]
    public void New_record_has_no_fields()
    {
        var record = new LogRecord();
        Assert.Equal((0, 0, false), (record.FieldCount, record.DocumentedCount, record.HasExtra));
        Assert.Null(record.Table);
    }

    [Theory]
    [InlineData(14, 14, false)]
    [InlineData(15, 15, false)]
    [InlineData(16, 15, true)]
    public void Fields_beyond_the_table_are_extra(int fields, int documented, bool hasExtra)
    {
        var line = string.Join(' ', ValidLine.Fields(LogFormat.Classic).Append("new").Take(fields));
        var record = new ParsedLine(LogFormat.Classic, line).Record;
        Assert.Equal((fields, documented, hasExtra), (record.FieldCount, record.DocumentedCount, record.HasExtra));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(14, true)]
    [InlineData(15, false)]
    [InlineData(16, false)]
    [InlineData(100, false)]
    public void Record_has_a_field_that_is_documented_and_has_a_value(int field, bool has)
    {
        var fields = ValidLine.Fields(LogFormat.Classic);
        fields[1] = "-";
        fields[14] = "TLSv1.2";
        fields.AddRange(["new", "newer"]);
        Assert.Equal(has, new ParsedLine(LogFormat.Classic, string.Join(' ', fields)).Record.Has(field));
    }

    [Fact]
    public void Field_that_the_line_ends_before_is_not_there()
    {
        var parser = new LineParser(LogFormat.Classic);
        var record = new LogRecord();
        parser.Parse(ValidLine.Bytes(ValidLine.With(LogFormat.Classic, "ssl_cipher", "AES")), record);
        Assert.True(record.Has(13));
        parser.Parse(ValidLine.Bytes(string.Join(' ', ValidLine.Fields(LogFormat.Classic).Take(12))), record);
        Assert.False(record.Has(13));
    }

    [Fact]
    public void Quotes_are_told_and_left_out_of_the_text()
    {
        var line = ValidLine.Bytes(ValidLine.Of(LogFormat.Classic));
        var record = new LogRecord();
        new LineParser(LogFormat.Classic).Parse(line, record);
        Assert.Equal((false, true), (record.IsQuoted(1), record.IsQuoted(12)));
        Assert.Equal("web-lb", Encoding.UTF8.GetString(record.Raw(line, 1)));
        Assert.Equal("curl/8.5.0", Encoding.UTF8.GetString(record.Raw(line, 12)));
        Assert.Equal((28, (byte)'c'), (record.RawStart(1), line[record.RawStart(12)]));
    }

    [Fact]
    public void Escaped_quoting_is_told_beside_the_raw_text()
    {
        var line = ValidLine.Bytes(ValidLine.With(LogFormat.Alb, "user_agent", "\"a\\x22b\""));
        var record = new LogRecord();
        new LineParser(LogFormat.Alb).Parse(line, record);
        Assert.Equal("a\\x22b", Encoding.UTF8.GetString(record.Raw(line, 13)));
        Assert.Equal("a\"b", Encoding.UTF8.GetString(record.Value(line, 13)));
    }

    [Theory]
    [InlineData(700, 700, 700)]
    [InlineData(1_018, 10, 10)]
    [InlineData(10, 5_000, 10)]
    [InlineData(900, 100_000, 3_000)]
    public void Decoded_values_stand_beside_each_other_however_long(int agent, int reason, int host)
    {
        var fields = ValidLine.Fields(LogFormat.Alb);
        fields[13] = $"\"\\x41{new string('a', agent)}\"";
        fields[24] = $"\"\\x42{new string('b', reason)}\"";
        fields[30] = $"\"\\x43{new string('c', host)}\"";
        var parsed = new ParsedLine(LogFormat.Alb, string.Join(' ', fields));
        Assert.Equal(ParseOutcome.Parsed, parsed.Outcome);
        Assert.Equal("A" + new string('a', agent), parsed.Value(13));
        Assert.Equal("B" + new string('b', reason), parsed.Value(24));
        Assert.Equal("C" + new string('c', host), parsed.Value(30));
    }

    [Fact]
    public void URL_is_split_once_a_record()
    {
        var record = new LogRecord();
        var url = "http://h.example/a"u8;
        Assert.Equal(new TextPlace(7, 9), record.SplitUrl(url).Domain);
        Assert.Equal(new TextPlace(7, 9), record.SplitUrl("/a"u8).Domain);

        record.Reset(null);
        Assert.False(record.SplitUrl("/a"u8).IsUrl);
    }
}
