using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class DerivedWordTests
{
    [Theory]
    [InlineData(FieldPart.TlsProtocol, "SSLv3", "ssl")]
    [InlineData(FieldPart.TlsProtocol, "tlsv12", "tls")]
    [InlineData(FieldPart.TlsProtocol, "TLS", "")]
    [InlineData(FieldPart.TlsProtocol, "TLSvX", "")]
    [InlineData(FieldPart.StatusOutcome, "399", "success")]
    [InlineData(FieldPart.StatusOutcome, "400", "failure")]
    [InlineData(FieldPart.StatusOutcome, "0200", "success")]
    [InlineData(FieldPart.StatusOutcome, "1000", "failure")]
    [InlineData(FieldPart.StatusOutcome, "-500", "success")]
    [InlineData(FieldPart.CheckOutcome, "PASS", "success")]
    [InlineData(FieldPart.CheckOutcome, "FAIL", "failure")]
    [InlineData(FieldPart.CheckOutcome, "UNKNOWN", "")]
    [InlineData(FieldPart.StatusOutcome, "99", "success")]
    [InlineData(FieldPart.StatusOutcome, "000", "success")]
    [InlineData(FieldPart.StatusOutcome, "0400", "failure")]
    [InlineData(FieldPart.StatusOutcome, "4000", "failure")]
    [InlineData(FieldPart.StatusOutcome, "3000", "failure")]
    public void Word_follows_from_the_value(FieldPart part, string value, string expected)
    {
        var number = DerivedWord.NumberOf(part, Encoding.UTF8.GetBytes(value));
        Assert.Equal(expected, number < 0 ? "" : DerivedWord.Of(part)[number]);
    }

    [Fact]
    public void Other_parts_have_no_words()
    {
        Assert.True(DerivedWord.Of(FieldPart.Url).IsEmpty);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => DerivedWord.NumberOf(FieldPart.Url, "x"u8));
        Assert.Equal("part", error.ParamName);
        Assert.StartsWith("not a part that is one of a few words", error.Message, StringComparison.Ordinal);
    }
}
