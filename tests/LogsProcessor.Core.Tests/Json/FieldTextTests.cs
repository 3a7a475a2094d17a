using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Tests.Parsing;

namespace LogsProcessor.Core.Tests.Json;

/// <summary>Parts of fields; a piece is copied from the line, so it must stand there.</summary>
public sealed class FieldTextTests
{
    [Theory]
    [InlineData("client:port", "192.0.2.1:080", FieldPart.Address, "192.0.2.1")]
    [InlineData("client:port", "[2001:db8::1]:80", FieldPart.Address, "2001:db8::1")]
    [InlineData("client:port", "192.0.2.1:080", FieldPart.Ip, "192.0.2.1")]
    [InlineData("client:port", "name:80", FieldPart.Ip, "")]
    [InlineData("client:port", "192.0.2.1:080", FieldPart.Port, "80")]
    [InlineData("request_line", "\"GET https://a.example:443/b?c=d HTTP/1.1\"", FieldPart.Method, "GET")]
    [InlineData(
        "request_line",
        "\"GET https://a.example:443/b?c=d HTTP/1.1\"",
        FieldPart.Url,
        "https://a.example:443/b?c=d"
    )]
    [InlineData("request_line", "\"GET https://a.example:443/b?c=d HTTP/1.1\"", FieldPart.Protocol, "HTTP/1.1")]
    [InlineData("request_line", "\"GET https://a.example:443/b?c=d HTTP/1.1\"", FieldPart.HttpVersion, "1.1")]
    [InlineData("request_line", "\"- - -\"", FieldPart.Method, "")]
    [InlineData("request_line", "\"GET https://a.example:443/b?c=d HTTP/1.1\"", FieldPart.UrlScheme, "https")]
    [InlineData("request_line", "\"GET https://a.example:443/b?c=d HTTP/1.1\"", FieldPart.UrlDomain, "a.example")]
    [InlineData("request_line", "\"GET https://a.example:0443/b?c=d HTTP/1.1\"", FieldPart.UrlPort, "443")]
    [InlineData("request_line", "\"GET https://a.example:443/b?c=d HTTP/1.1\"", FieldPart.UrlPath, "/b")]
    [InlineData("request_line", "\"GET https://a.example:443/b?c=d HTTP/1.1\"", FieldPart.UrlQuery, "c=d")]
    [InlineData("request_line", "\"GET https://a.example:443/b?c=d HTTP/1.1\"", FieldPart.UrlWithoutQuery, "/b")]
    [InlineData("request_line", "\"GET b?c=d HTTP/1.1\"", FieldPart.UrlWithoutQuery, "b")]
    [InlineData("request_line", "\"GET b?c=d HTTP/1.1\"", FieldPart.UrlPath, "")]
    [InlineData("elb_status_code", "404", FieldPart.AsText, "404")]
    [InlineData("elb_status_code", "404", FieldPart.StatusOutcome, "failure")]
    [InlineData("ssl_protocol", "TLSv1.2", FieldPart.TlsProtocol, "tls")]
    [InlineData("ssl_protocol", "TLSv1.2", FieldPart.TlsVersion, "1.2")]
    [InlineData("trace_id", "\"Self=1;Root=2-3\"", FieldPart.TraceRoot, "2-3")]
    [InlineData("trace_id", "\"a:b\"", FieldPart.BeforeColon, "a")]
    [InlineData("trace_id", "\"a:b\"", FieldPart.AfterColon, "b")]
    [InlineData("trace_id", "\"NotBefore=1;NotAfter=2\"", FieldPart.NotBefore, "1")]
    [InlineData("trace_id", "\"NotBefore=1;NotAfter=2\"", FieldPart.NotAfter, "2")]
    public void Text_of_a_part(string name, string text, FieldPart part, string expected)
    {
        var field = ValidLine.IndexOf(LogFormat.Alb, name);
        var line = Encoding.UTF8.GetBytes(ValidLine.With(LogFormat.Alb, name, text));
        var record = new LogRecord();
        Assert.Equal(ParseOutcome.Parsed, new LineParser(LogFormat.Alb).Parse(line, record));
        var kind = FormatTables.Of(LogFormat.Alb).Fields[field].Kind;
        var op = new DocumentOp(OpCode.Field, default, (byte)field, kind, part);
        var value = record.Raw(line, field);
        var found = FieldText.Of(in op, value, record);
        Assert.Equal(expected, Encoding.UTF8.GetString(found));
        if (FieldText.IsPiece(part) && expected.Length > 0)
        {
            Assert.True(value.Overlaps(found, out var start));
            Assert.InRange(start, 0, value.Length - found.Length);
        }
    }
}
