using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class ParseFaultTests
{
    private static readonly FormatTable Classic = FormatTables.Of(LogFormat.Classic);

    [Theory]
    [InlineData(ParseFaultKind.TooFewFields, "3 fields, where clb has at least 12")]
    [InlineData(ParseFaultKind.UnclosedQuote, "field 4 (backend:port): the quote at byte 2 is never closed")]
    [InlineData(
        ParseFaultKind.TextAfterQuote,
        "field 4 (backend:port): 'cde' follows the closing quote at byte 2 without a space"
    )]
    [InlineData(
        ParseFaultKind.QuoteInField,
        "field 4 (backend:port): a quote inside 'cde', which did not begin with one"
    )]
    [InlineData(
        ParseFaultKind.NotATime,
        "field 4 (backend:port): 'cde' is not a time of the form 2006-01-02T15:04:05.999999Z"
    )]
    [InlineData(
        ParseFaultKind.NotAnEndpoint,
        "field 4 (backend:port): 'cde' is not an address and a port from 0 to 65535, as in 10.0.0.1:443"
    )]
    [InlineData(ParseFaultKind.NotSeconds, "field 4 (backend:port): 'cde' is not a number of seconds")]
    [InlineData(ParseFaultKind.NotAnInteger, "field 4 (backend:port): 'cde' is not a whole number of 64 bits")]
    [InlineData(ParseFaultKind.NotAPort, "field 4 (backend:port): 'cde' is not a port from 0 to 65535")]
    [InlineData(ParseFaultKind.TooLong, "field 4 (backend:port): the line is too long")]
    [InlineData(ParseFaultKind.NotRecognised, "field 4 (backend:port): NotRecognised")]
    public void Message_says_which_field_what_stands_there_and_what_would_be_right(
        ParseFaultKind kind,
        string message
    ) => Assert.Equal(message, new ParseFault(kind, 3, 2, 3).Describe(Classic, "abcdefg"u8));

    [Theory]
    [InlineData("abc", "not recognised as a line of any load balancer log format")]
    [InlineData("{}", "not recognised as a line of any load balancer log format (it looks like JSON)")]
    public void Line_of_no_format_is_named_as_one(string line, string message) =>
        Assert.Equal(
            message,
            new ParseFault(ParseFaultKind.NotRecognised, 0, 0, line.Length).Describe(null, Encoding.UTF8.GetBytes(line))
        );

    [Fact]
    public void Hint_stands_behind_the_reason() =>
        Assert.Equal(
            "field 1 (time): '<a>' is not a time of the form 2006-01-02T15:04:05.999999Z (it looks like XML)",
            new ParseFault(ParseFaultKind.NotATime, 0, 0, 3).Describe(Classic, "<a>"u8)
        );

    [Theory]
    [InlineData(0, "field 1 (time)")]
    [InlineData(14, "field 15 (ssl_protocol)")]
    [InlineData(15, "field 16 (extra)")]
    [InlineData(16, "field 17 (extra)")]
    public void Fields_are_counted_from_1_and_those_beyond_the_documented_are_extra(int field, string name) =>
        Assert.Equal(
            $"{name}: 'a' is not a number of seconds",
            new ParseFault(ParseFaultKind.NotSeconds, field, 0, 1).Describe(Classic, "a"u8)
        );

    [Theory]
    [InlineData(79, 79, "")]
    [InlineData(80, 80, "")]
    [InlineData(81, 80, "…")]
    [InlineData(5_000, 80, "…")]
    public void Long_text_is_quoted_up_to_80_bytes(int length, int quoted, string mark)
    {
        var line = Encoding.UTF8.GetBytes(" " + new string('a', length) + " b");
        Assert.Equal(
            $"field 5 (request_processing_time): '{new string('a', quoted)}{mark}' is not a number of seconds",
            new ParseFault(ParseFaultKind.NotSeconds, 4, 1, length).Describe(Classic, line)
        );
    }

    [Theory]
    [InlineData(1, 5, "'bc'")]
    [InlineData(3, 5, "''")]
    [InlineData(9, 5, "''")]
    [InlineData(1, 500, "'bc…'")]
    [InlineData(0, 0, "''")]
    public void Text_ends_where_the_line_does(int position, int length, string text) =>
        Assert.Equal(
            $"field 1 (time): a quote inside {text}, which did not begin with one",
            new ParseFault(ParseFaultKind.QuoteInField, 0, position, length).Describe(Classic, "abc"u8)
        );
}
