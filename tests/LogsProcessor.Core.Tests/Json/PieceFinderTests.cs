using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Tests.Parsing;

namespace LogsProcessor.Core.Tests.Json;

/// <summary>Pieces of fields, found in lines that are plain and in others.</summary>
public sealed class PieceFinderTests
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
    [InlineData("ssl_protocol", "TLSv1.2", FieldPart.TlsVersion, "1.2")]
    [InlineData("trace_id", "\"Self=1;Root=2-3\"", FieldPart.TraceRoot, "2-3")]
    [InlineData("trace_id", "\"a:b\"", FieldPart.BeforeColon, "a")]
    [InlineData("trace_id", "\"a:b\"", FieldPart.AfterColon, "b")]
    [InlineData("trace_id", "\"NotBefore=1;NotAfter=2\"", FieldPart.NotBefore, "1")]
    [InlineData("trace_id", "\"NotBefore=1;NotAfter=2\"", FieldPart.NotAfter, "2")]
    public void Piece_stands_in_the_line_and_its_text_in_the_value(
        string name,
        string text,
        FieldPart part,
        string expected
    )
    {
        var plain = new Finding(name, text, part, "agent");
        Assert.Equal(expected.Length > 0 ? ValueForm.AsIs : ValueForm.Absent, plain.Piece.Form);
        Assert.Equal(expected, plain.TextInLine);

        var escaped = new Finding(name, text, part, "a\\x41");
        Assert.Equal(expected.Length > 0 ? ValueForm.ToConvert : ValueForm.Absent, escaped.Piece.Form);
        Assert.Equal(expected, escaped.Text);
    }

    [Theory]
    [InlineData("TLSv1", "1.0")]
    [InlineData("tlsv12", "1.2")]
    public void Text_that_does_not_stand_in_the_line_is_converted(string text, string expected)
    {
        var finding = new Finding("ssl_protocol", text, FieldPart.TlsVersion, "agent");
        Assert.Equal(ValueForm.ToConvert, finding.Piece.Form);
        Assert.Equal(expected, finding.Text);
    }

    [Theory]
    [InlineData("200", "success")]
    [InlineData("404", "failure")]
    public void Word_is_a_piece_without_length(string status, string expected)
    {
        foreach (var agent in new[] { "agent", "a\\x41" })
        {
            var finding = new Finding("elb_status_code", status, FieldPart.StatusOutcome, agent);
            Assert.Equal(
                DerivedWord
                    .Of(FieldPart.StatusOutcome)
                    .ToArray()
                    .Select(word => word == expected ? ValueForm.AsIs : ValueForm.Absent),
                finding.Pieces.Select(piece => piece.Form)
            );
            Assert.All(finding.Pieces, piece => Assert.Equal(0, piece.RawLength));
        }
    }

    [Theory]
    [InlineData("client:port", FieldPart.Port)]
    [InlineData("request_line", FieldPart.UrlPath)]
    [InlineData("ssl_protocol", FieldPart.TlsVersion)]
    [InlineData("elb_status_code", FieldPart.StatusOutcome)]
    public void Field_without_value_has_no_piece(string name, FieldPart part) =>
        Assert.All(new Finding(name, "-", part, "agent").Pieces, piece => Assert.Equal(ValueForm.Absent, piece.Form));

    /// <summary>What is found in a line of an Application Load Balancer.</summary>
    private sealed class Finding
    {
        private readonly byte[] _line;
        private readonly byte[] _value;
        private readonly FieldPart _part;

        internal Finding(string name, string text, FieldPart part, string agent)
        {
            var fields = ValidLine.Fields(LogFormat.Alb);
            fields[ValidLine.IndexOf(LogFormat.Alb, "user_agent")] = $"\"{agent}\"";
            var field = ValidLine.IndexOf(LogFormat.Alb, name);
            fields[field] = text;
            _line = Encoding.UTF8.GetBytes(string.Join(' ', fields));
            _part = part;
            var record = new LogRecord();
            Assert.Equal(ParseOutcome.Parsed, new LineParser(LogFormat.Alb).Parse(_line, record));
            _value = record.Value(_line, field).ToArray();
            var plan = new PiecePlan();
            var kind = FormatTables.Of(LogFormat.Alb).Fields[field].Kind;
            var first = plan.Add(new DocumentMember("x", OpCode.Field, Field: (byte)field, Kind: kind, Part: part));
            Pieces = new PieceFinder()
                .Find(plan, _line, record)
                .Slice(first, Math.Max(1, DerivedWord.Of(part).Length))
                .ToArray();
        }

        internal FieldSlot[] Pieces { get; }

        internal FieldSlot Piece => Assert.Single(Pieces);

        internal string TextInLine => Encoding.UTF8.GetString(_line, Piece.RawStart, Piece.RawLength);

        internal string Text =>
            Piece.Form == ValueForm.Absent ? "" : Encoding.UTF8.GetString(PieceFinder.TextOf(_part, Piece, _value));
    }
}
