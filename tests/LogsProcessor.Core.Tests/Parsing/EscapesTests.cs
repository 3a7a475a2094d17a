using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class EscapesTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\\x22a\\x5Cb\\x5c", "\"a\\b\\")]
    [InlineData("\\x5Cx22", "\\x22")]
    [InlineData("\\\\x22", "\\x22")]
    [InlineData("\\\"", "\"")]
    [InlineData("\\xC3\\xBc", "ü")]
    [InlineData("\\x00000041\\xffffffC3\\xFFFFFFbc", "Aü")]
    [InlineData("\\x0000004", "\0" + "00004")]
    [InlineData("\\x4\\xZZ\\x\\", "\\x4\\xZZ\\x\\")]
    [InlineData("\\n\\u0041", "\\n\\u0041")]
    public void Escapes_are_decoded_once_and_others_stay(string text, string expected)
    {
        var decoded = new byte[text.Length * 3];
        var length = Escapes.Decode(Encoding.UTF8.GetBytes(text), decoded);
        Assert.Equal(expected, Encoding.UTF8.GetString(decoded, 0, length));
    }
}
