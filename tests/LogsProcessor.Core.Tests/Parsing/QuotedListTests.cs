using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class QuotedListTests
{
    [Theory]
    [InlineData("\"h2\",\"http/1.1\"", "h2|http/1.1")]
    [InlineData("\\\"h2\\\",\\\"x\\\"", "h2|x")]
    [InlineData("\"h2\",\"http/1", "h2|http/1")]
    [InlineData("\"h2\",\"", "h2")]
    [InlineData("\"h2\",", "h2")]
    [InlineData("\"h2\",\"\",\"x\"", "h2||x")]
    [InlineData("\"\"", "(none)")]
    [InlineData("\"", "(none)")]
    [InlineData("h2", "h2")]
    [InlineData(",\"h2\"", "|h2")]
    [InlineData("\"h2\",,\"x\"", "h2||x")]
    [InlineData("\"h2\",\\", "h2")]
    [InlineData("\"h2\",\\\"", "h2")]
    [InlineData("\"h2\",\"\"", "h2|")]
    [InlineData("\"h2\",\\\"x", "h2|x")]
    [InlineData("\\\"\\\"", "(none)")]
    [InlineData("", "(none)")]
    public void Protocol_lists_may_be_cut(string text, string expected)
    {
        var items = new List<string>();
        var list = new QuotedList(Encoding.UTF8.GetBytes(text));
        while (list.TryNext(out var item))
        {
            items.Add(Encoding.UTF8.GetString(item));
        }

        Assert.Equal(expected, items.Count == 0 ? "(none)" : string.Join('|', items));
    }
}
