using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class DerivedTextTests
{
    [Theory]
    [InlineData(FieldPart.TlsVersion, "TLSv1", "1.0")]
    [InlineData(FieldPart.TlsVersion, "tlsv13", "1.3")]
    [InlineData(FieldPart.TlsVersion, "SSLv3", "3")]
    [InlineData(FieldPart.TlsVersion, "TLS", "TLS")]
    [InlineData(FieldPart.TlsVersion, "QUICv1", "QUICv1")]
    [InlineData(FieldPart.TraceRoot, "Self=1;Root=1-a;CalledFrom=x", "1-a")]
    [InlineData(FieldPart.TraceRoot, "XRoot=1", "")]
    [InlineData(FieldPart.TraceRoot, ";Root=1", "1")]
    [InlineData(FieldPart.TraceRoot, "Self=1;Root=", "")]
    [InlineData(FieldPart.TraceRoot, "", "")]
    [InlineData(FieldPart.NotBefore, "NotBefore=a;NotAfter=b", "a")]
    [InlineData(FieldPart.NotAfter, "NotBefore=a;NotAfter=b", "b")]
    [InlineData(FieldPart.NotAfter, "NotBefore=a", "")]
    [InlineData(FieldPart.TlsVersion, "tls", "tls")]
    [InlineData(FieldPart.TlsVersion, "TL", "TL")]
    [InlineData(FieldPart.TlsVersion, "SSLv1", "1")]
    [InlineData(FieldPart.TlsVersion, "TLSv1.2", "1.2")]
    [InlineData(FieldPart.TlsVersion, "TLS1.2", "1.2")]
    [InlineData(FieldPart.TlsVersion, "tlsv10", "1.0")]
    [InlineData(FieldPart.TlsVersion, "tlsv11", "1.1")]
    [InlineData(FieldPart.TlsVersion, "tlsv12", "1.2")]
    [InlineData(FieldPart.TlsVersion, "TxSv1", "TxSv1")]
    [InlineData(FieldPart.TlsVersion, "TLxv1", "TLxv1")]
    [InlineData(FieldPart.BeforeColon, ":a", "")]
    [InlineData(FieldPart.BeforeColon, "a:b:c", "a")]
    [InlineData(FieldPart.AfterColon, ":a", "a")]
    [InlineData(FieldPart.AfterColon, "a:b:c", "b:c")]
    [InlineData(FieldPart.AfterColon, "Success", "")]
    [InlineData(FieldPart.AfterColon, "Failed:ClientCertExpired", "ClientCertExpired")]
    [InlineData(FieldPart.BeforeColon, "Success", "Success")]
    [InlineData(FieldPart.Ip, "192.0.2.1", "192.0.2.1")]
    [InlineData(FieldPart.Ip, "[2001:db8::1]", "2001:db8::1")]
    [InlineData(FieldPart.Ip, "192.0.2.1:80", "")]
    [InlineData(FieldPart.Address, "192.0.2.1:80", "192.0.2.1")]
    [InlineData(FieldPart.Address, "[2001:db8::1]:80", "2001:db8::1")]
    [InlineData(FieldPart.Address, "192.0.2.1", "")]
    [InlineData(FieldPart.Port, "192.0.2.1:080", "80")]
    [InlineData(FieldPart.Port, "arn:aws:lambda:eu-west-1:111122223333:function:web:12", "")]
    public void Derived_texts_follow_from_values(FieldPart part, string value, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(DerivedText.Of(part, Encoding.UTF8.GetBytes(value))));

    [Fact]
    public void Other_parts_are_a_programming_error()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            DerivedText.Of(FieldPart.Url, "x"u8);
        });
        Assert.Equal("part", error.ParamName);
        Assert.StartsWith("not a part that is derived from text", error.Message, StringComparison.Ordinal);
    }
}
