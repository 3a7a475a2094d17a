using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class PercentEncodingTests
{
    [Theory]
    [InlineData("a%20b%C3%BC", "a bü")]
    [InlineData("%2522", "%22")]
    [InlineData("%zz%2", "%zz%2")]
    [InlineData("a+b%", "a+b%")]
    public void Percent_encoding_is_decoded_once(string text, string expected)
    {
        var decoded = new byte[text.Length];
        var length = PercentEncoding.Decode(Encoding.UTF8.GetBytes(text), decoded);
        Assert.Equal(expected, Encoding.UTF8.GetString(decoded, 0, length));
    }
}
