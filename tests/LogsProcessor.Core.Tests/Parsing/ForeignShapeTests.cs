using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class ForeignShapeTests
{
    private const string Owner = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

    [Theory]
    [InlineData("{", " (it looks like JSON)")]
    [InlineData("{\"a\":\t1}", " (it looks like JSON)")]
    [InlineData("[1]", " (it looks like JSON)")]
    [InlineData("<?xml version=\"1.0\"?>", " (it looks like XML)")]
    [InlineData(Owner + " b", " (it looks like an S3 server access log)")]
    [InlineData("2026-03-04\t05:06:07", " (it holds tabs: a CloudFront or W3C log?)")]
    [InlineData("\t", " (it holds tabs: a CloudFront or W3C log?)")]
    public void Foreign_lines_are_named(string line, string hint) =>
        Assert.Equal(hint, ForeignShape.Hint(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("")]
    [InlineData("a {")]
    [InlineData("a <")]
    [InlineData(Owner)]
    [InlineData(Owner + " ")]
    [InlineData(Owner + "0 b")]
    [InlineData(Owner + "-b")]
    [InlineData("A" + Owner + " b")]
    [InlineData("79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2bg b")]
    [InlineData("79A59DF900B949E55D96A1E698FBACEDFD6E09D98EACF8F8D5218E7CD47EF2BE b")]
    public void Others_are_not(string line) => Assert.Equal("", ForeignShape.Hint(Encoding.UTF8.GetBytes(line)));
}
