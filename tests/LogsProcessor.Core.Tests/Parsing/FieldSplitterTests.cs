using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

/// <summary>The general splitter; what a field looks like: <c>text</c>, or <c>"text"</c> if it is quoted, <c>\</c> behind it if it holds one.</summary>
public sealed class FieldSplitterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a b", "a|b")]
    [InlineData("a b ", "a|b")]
    [InlineData("a  b", "a||b")]
    [InlineData(" a", "|a")]
    [InlineData("a  ", "a|")]
    [InlineData("\"a b\"", "\"a|b\"")]
    public void Spaces_alone_separate_where_quotes_group_nothing(string line, string expected)
    {
        var record = new LogRecord();
        var bytes = Encoding.UTF8.GetBytes(line);
        FieldSplitter.SplitAtSpaces(bytes, record, documented: 3);
        Assert.Equal(expected, Fields(bytes, record));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a b", "a|b")]
    [InlineData("a b ", "a|b")]
    [InlineData("a  b", "a||b")]
    [InlineData("\"a b\" c", "\"a b\"|c")]
    [InlineData("\"a b\" ", "\"a b\"")]
    [InlineData("\"\" \"\"", "\"\"|\"\"")]
    [InlineData("\"a\\\" b\" c", "\"a\\\" b\"\\|c")]
    [InlineData("\"a\\\\\" c", "\"a\\\\\"\\|c")]
    [InlineData("a\\ b", "a\\|b")]
    public void Spaces_inside_quotes_do_not_separate(string line, string expected) =>
        Assert.Equal(expected, SplitQuoted(line, documented: 9, backslashQuoteMayClose: false).Fields);

    [Theory]
    [InlineData("a \"b\\\" c \"d\"", "a|\"b\\\"\\|c|\"d\"")]
    [InlineData("\"b\\\"", "\"b\\\"\\")]
    [InlineData("\"b\\\"c\" d", "\"b\\\"c\"\\|d")]
    [InlineData("\"b\\\\\" c", "\"b\\\\\"\\|c")]
    public void Backslash_before_a_quote_and_a_space_may_close(string line, string expected) =>
        Assert.Equal(expected, SplitQuoted(line, documented: 9, backslashQuoteMayClose: true).Fields);

    [Theory]
    [InlineData("a \"b", ParseFaultKind.UnclosedQuote, 1, 2, 2)]
    [InlineData("a \"", ParseFaultKind.UnclosedQuote, 1, 2, 1)]
    [InlineData("a \"b c\\", ParseFaultKind.UnclosedQuote, 1, 2, 5)]
    [InlineData("a \"b c\\\"", ParseFaultKind.UnclosedQuote, 1, 2, 6)]
    [InlineData("a \"b\"c d", ParseFaultKind.TextAfterQuote, 1, 5, 3)]
    [InlineData("\"b\"\"c\"", ParseFaultKind.TextAfterQuote, 0, 3, 3)]
    [InlineData("a b\"c", ParseFaultKind.QuoteInField, 1, 2, 3)]
    [InlineData("a b\"c de", ParseFaultKind.QuoteInField, 1, 2, 3)]
    [InlineData("a b\" c", ParseFaultKind.QuoteInField, 1, 2, 2)]
    public void Broken_quoting_is_a_fault_with_its_place(
        string line,
        ParseFaultKind kind,
        int field,
        int position,
        int length
    )
    {
        var (isSplit, record, _) = SplitQuoted(line, documented: 9, backslashQuoteMayClose: false);
        Assert.Equal((false, new ParseFault(kind, field, position, length)), (isSplit, record.Fault));
    }

    [Theory]
    [InlineData("x \"a b\" c", "x|\"a b\"|c")]
    [InlineData("x \"a b\"", "x|\"a b\"")]
    [InlineData("x \"a b\" ", "x|\"a b\"")]
    [InlineData("x \"\"", "x|\"\"")]
    [InlineData("x \"a\\\"b\" c", "x|\"a\\\"b\"\\|c")]
    [InlineData("x \"a b", "x|\"a|b")]
    [InlineData("x \"", "x|\"")]
    [InlineData("x \"a b\"c d", "x|\"a|b\"c|d")]
    [InlineData("x a\"b c", "x|a\"b|c")]
    [InlineData("x  a", "x||a")]
    [InlineData("x \"a\\", "x|\"a\\")]
    public void Extra_fields_may_be_quoted_and_are_words_where_the_quoting_is_broken(string line, string expected)
    {
        var (isSplit, record, fields) = SplitQuoted(line, documented: 1, backslashQuoteMayClose: false);
        Assert.Equal((true, expected), (isSplit, fields));
        Assert.Equal(default, record.Fault);
    }

    private static (bool IsSplit, LogRecord Record, string Fields) SplitQuoted(
        string line,
        int documented,
        bool backslashQuoteMayClose
    )
    {
        var record = new LogRecord();
        var bytes = Encoding.UTF8.GetBytes(line);
        var isSplit = FieldSplitter.SplitQuoted(bytes, record, documented, backslashQuoteMayClose);
        return (isSplit, record, Fields(bytes, record));
    }

    private static string Fields(byte[] line, LogRecord record)
    {
        var fields = record.Slots[..record.FieldCount];
        return string.Join(
            '|',
            fields.Select(slot =>
            {
                var quote = slot.IsQuoted ? "\"" : "";
                var text = Encoding.UTF8.GetString(line, slot.RawStart, slot.RawLength);
                return quote + text + quote + (slot.HasBackslash ? "\\" : "");
            })
        );
    }
}
