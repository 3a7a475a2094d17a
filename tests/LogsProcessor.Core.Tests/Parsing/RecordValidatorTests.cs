using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class RecordValidatorTests
{
    [Theory]
    [InlineData(LogFormat.Classic, "time", "-", ParseFaultKind.NotATime)]
    [InlineData(LogFormat.Classic, "time", "", ParseFaultKind.NotATime)]
    [InlineData(LogFormat.Classic, "time", "2026-02-30T00:00:00Z", ParseFaultKind.NotATime)]
    [InlineData(LogFormat.Nlb, "tls_connection_creation_time", "2026", ParseFaultKind.NotATime)]
    [InlineData(LogFormat.Alb, "request_creation_time", "", ParseFaultKind.NotATime)]
    [InlineData(LogFormat.Classic, "client:port", "192.0.2.1", ParseFaultKind.NotAnEndpoint)]
    [InlineData(LogFormat.Classic, "client:port", "", ParseFaultKind.NotAnEndpoint)]
    [InlineData(LogFormat.Classic, "client:port", ":", ParseFaultKind.NotAnEndpoint)]
    [InlineData(LogFormat.Classic, "client:port", "x", ParseFaultKind.NotAnEndpoint)]
    [InlineData(LogFormat.Classic, "client:port", "80", ParseFaultKind.NotAnEndpoint)]
    [InlineData(LogFormat.Classic, "client:port", ":80", ParseFaultKind.NotAnEndpoint)]
    [InlineData(LogFormat.Classic, "client:port", "a:", ParseFaultKind.NotAnEndpoint)]
    [InlineData(LogFormat.Classic, "client:port", "a:65536", ParseFaultKind.NotAnEndpoint)]
    [InlineData(LogFormat.Classic, "client:port", "a:000080", ParseFaultKind.NotAnEndpoint)]
    [InlineData(LogFormat.Classic, "client:port", "ab:x", ParseFaultKind.NotAnEndpoint)]
    [InlineData(LogFormat.Classic, "backend_processing_time", "fast", ParseFaultKind.NotSeconds)]
    [InlineData(LogFormat.Classic, "backend_processing_time", "", ParseFaultKind.NotSeconds)]
    [InlineData(LogFormat.Classic, "elb_status_code", "200.0", ParseFaultKind.NotAnInteger)]
    [InlineData(LogFormat.Classic, "sent_bytes", "9223372036854775808", ParseFaultKind.NotAnInteger)]
    [InlineData(LogFormat.Classic, "sent_bytes", "", ParseFaultKind.NotAnInteger)]
    [InlineData(LogFormat.AlbConnection, "client_port", "65536", ParseFaultKind.NotAPort)]
    [InlineData(LogFormat.AlbConnection, "listener_port", "", ParseFaultKind.NotAPort)]
    public void Fault_says_where_the_wrong_value_stands(
        LogFormat format,
        string name,
        string value,
        ParseFaultKind kind
    )
    {
        var parsed = new ParsedLine(format, ValidLine.With(format, name, value));
        var field = ValidLine.IndexOf(format, name);
        var start = ValidLine.Fields(format).Take(field).Sum(text => text.Length + 1);
        Assert.Equal(
            (ParseOutcome.Malformed, new ParseFault(kind, field, start, value.Length)),
            (parsed.Outcome, parsed.Record.Fault)
        );
    }

    [Theory]
    [InlineData(LogFormat.Classic, "elb", "-")]
    [InlineData(LogFormat.Classic, "elb", "")]
    [InlineData(LogFormat.Classic, "user_agent", "\"-\"")]
    [InlineData(LogFormat.Classic, "client:port", "-")]
    [InlineData(LogFormat.Classic, "backend_processing_time", "-")]
    [InlineData(LogFormat.Classic, "elb_status_code", "-")]
    [InlineData(LogFormat.Classic, "elb_status_code", "")]
    [InlineData(LogFormat.Classic, "elb_status_code", "\"\"")]
    [InlineData(LogFormat.Classic, "sent_bytes", "-")]
    [InlineData(LogFormat.Classic, "request", "")]
    [InlineData(LogFormat.Alb, "request_creation_time", "-")]
    [InlineData(LogFormat.Alb, "actions_executed", "")]
    [InlineData(LogFormat.Alb, "target:port_list", "")]
    [InlineData(LogFormat.AlbConnection, "client_port", "-")]
    [InlineData(LogFormat.Nlb, "domain_name", "")]
    [InlineData(LogFormat.Nlb, "alpn_client_preference_list", "")]
    [InlineData(LogFormat.Nlb, "alpn_client_preference_list", "-")]
    public void Dash_is_no_value_nor_is_nothing_where_it_is_no_text(LogFormat format, string name, string text)
    {
        var parsed = new ParsedLine(format, ValidLine.With(format, name, text));
        var field = ValidLine.IndexOf(format, name);
        Assert.Equal((ParseOutcome.Parsed, true), (parsed.Outcome, parsed.Record.IsAbsent(field)));
        Assert.False(parsed.Record.Has(field));
    }

    [Theory]
    [InlineData(LogFormat.Classic, "elb", "\"\"", "")]
    [InlineData(LogFormat.Classic, "elb", "x", "x")]
    [InlineData(LogFormat.Classic, "elb", "--", "--")]
    [InlineData(LogFormat.Classic, "request", "\"\"", "")]
    [InlineData(LogFormat.Classic, "sent_bytes", "9223372036854775807", "9223372036854775807")]
    [InlineData(LogFormat.Classic, "client:port", "a:1", "a:1")]
    [InlineData(LogFormat.Classic, "client:port", "a:65535", "a:65535")]
    [InlineData(LogFormat.Classic, "client:port", "ab:00080", "ab:00080")]
    [InlineData(LogFormat.Alb, "actions_executed", "\"\"", "")]
    [InlineData(LogFormat.Alb, "target:port_list", "\"\"", "")]
    [InlineData(LogFormat.Alb, "actions_executed", "\"a\\x2Cb\"", "a,b")]
    [InlineData(LogFormat.Alb, "request_line", "\"GET\\x20/ HTTP/1.1\"", "GET / HTTP/1.1")]
    [InlineData(LogFormat.AlbConnection, "client_port", "0", "0")]
    [InlineData(LogFormat.Nlb, "domain_name", "a%2Eb", "a.b")]
    [InlineData(LogFormat.Nlb, "alpn_client_preference_list", "\"h2\",\"a%2Fb\"", "\"h2\",\"a%2Fb\"")]
    public void Value_is_the_text_decoded_as_its_kind_asks(LogFormat format, string name, string text, string value)
    {
        var parsed = new ParsedLine(format, ValidLine.With(format, name, text));
        var field = ValidLine.IndexOf(format, name);
        Assert.Equal((ParseOutcome.Parsed, false), (parsed.Outcome, parsed.Record.IsAbsent(field)));
        Assert.Equal(value, parsed.Value(field));
        Assert.True(parsed.Record.Has(field));
    }

    [Theory]
    [InlineData(LogFormat.Classic, "time", "2026-02-28T00:00:00Z", nameof(ValueForm.AsIs))]
    [InlineData(LogFormat.Classic, "time", "2026-02-28T00:00:00", nameof(ValueForm.ToConvert))]
    [InlineData(LogFormat.Classic, "sent_bytes", "0", nameof(ValueForm.AsIs))]
    [InlineData(LogFormat.Classic, "sent_bytes", "10", nameof(ValueForm.AsIs))]
    [InlineData(LogFormat.Classic, "sent_bytes", "00", nameof(ValueForm.ToConvert))]
    [InlineData(LogFormat.Classic, "sent_bytes", "012", nameof(ValueForm.ToConvert))]
    [InlineData(LogFormat.Classic, "backend_processing_time", "0.001", nameof(ValueForm.AsIs))]
    [InlineData(LogFormat.Classic, "backend_processing_time", "00.1", nameof(ValueForm.ToConvert))]
    [InlineData(LogFormat.Classic, "backend_processing_time", "-1", nameof(ValueForm.ToConvert))]
    [InlineData(LogFormat.AlbConnection, "client_port", "0443", nameof(ValueForm.ToConvert))]
    [InlineData(LogFormat.Classic, "elb", "x", nameof(ValueForm.AsIs))]
    [InlineData(LogFormat.Classic, "elb", "-", nameof(ValueForm.Absent))]
    [InlineData(LogFormat.Alb, "actions_executed", "\"waf\"", nameof(ValueForm.AsIs))]
    [InlineData(LogFormat.Alb, "actions_executed", "\"waf,forward\"", nameof(ValueForm.ToConvert))]
    [InlineData(LogFormat.Alb, "actions_executed", "\"\"", nameof(ValueForm.ToConvert))]
    [InlineData(LogFormat.Alb, "target:port_list", "\"a:1 b:2\"", nameof(ValueForm.ToConvert))]
    [InlineData(LogFormat.Nlb, "alpn_client_preference_list", "\"h2\"", nameof(ValueForm.ToConvert))]
    public void Form_says_whether_the_text_can_be_copied(LogFormat format, string name, string text, string form)
    {
        var record = new ParsedLine(format, ValidLine.With(format, name, text)).Record;
        Assert.Equal(form, $"{record.Slots[ValidLine.IndexOf(format, name)].Form}");
    }

    [Theory]
    [InlineData("é")]
    [InlineData("a\\\"b")]
    public void No_text_of_a_line_that_needs_escapes_is_copied_but_numbers_and_times_are(string agent)
    {
        var line = ValidLine.With(LogFormat.Classic, "user_agent", $"\"{agent}\"");
        var record = new ParsedLine(LogFormat.Classic, line).Record;
        var forms = new[] { "elb", "client:port", "request", "user_agent", "time", "sent_bytes" }.Select(name =>
            record.Slots[ValidLine.IndexOf(LogFormat.Classic, name)].Form
        );
        Assert.Equal([.. Enumerable.Repeat(ValueForm.ToConvert, 4), ValueForm.AsIs, ValueForm.AsIs], forms);
    }

    [Theory]
    [InlineData("a:1", 1)]
    [InlineData("192.0.2.1:80", 9)]
    [InlineData("ab:65535", 2)]
    [InlineData("2001:db8::1:443", 11)]
    public void Endpoint_is_split_at_its_last_colon(string text, int colon) =>
        Assert.Equal(
            colon,
            new ParsedLine(LogFormat.Classic, ValidLine.With(LogFormat.Classic, "client:port", text)).Record.ColonOf(2)
        );

    [Theory]
    [InlineData(LogFormat.Classic, 12)]
    [InlineData(LogFormat.Alb, 18)]
    [InlineData(LogFormat.AlbConnection, 11)]
    [InlineData(LogFormat.AlbHealthCheck, 8)]
    [InlineData(LogFormat.Nlb, 18)]
    public void Line_needs_the_fields_of_the_first_generation(LogFormat format, int least)
    {
        var enough = new ParsedLine(format, string.Join(' ', ValidLine.Fields(format).Take(least)));
        Assert.Equal((ParseOutcome.Parsed, least), (enough.Outcome, enough.Record.FieldCount));

        var tooShort = string.Join(' ', ValidLine.Fields(format).Take(least - 1));
        var tooFew = new ParsedLine(format, tooShort);
        Assert.Equal(ParseOutcome.Malformed, tooFew.Outcome);
        Assert.Equal(new ParseFault(ParseFaultKind.TooFewFields, least - 1, tooShort.Length, 0), tooFew.Record.Fault);
        Assert.Equal(
            $"{least - 1} fields, where {FormatTables.Of(format).Name} has at least {least}",
            tooFew.Describe()
        );
    }

    [Theory]
    [InlineData("200", "\"GET / HTTP/1.1\"", true)]
    [InlineData("-", "\"GET / HTTP/1.1\"", true)]
    [InlineData("408", "\"- - - \"", true)]
    [InlineData("-", "\"- - - \"", false)]
    public void Classic_record_is_of_HTTP_if_it_has_a_status_or_a_request(string status, string request, bool isHttp)
    {
        var fields = ValidLine.Fields(LogFormat.Classic);
        fields[7] = status;
        fields[11] = request;
        Assert.Equal(isHttp, new ParsedLine(LogFormat.Classic, string.Join(' ', fields)).Record.IsHttp);
    }

    [Theory]
    [InlineData(LogFormat.Alb, true)]
    [InlineData(LogFormat.AlbHealthCheck, true)]
    [InlineData(LogFormat.AlbConnection, false)]
    [InlineData(LogFormat.Nlb, false)]
    public void Other_records_are_of_HTTP_by_their_format(LogFormat format, bool isHttp) =>
        Assert.Equal(isHttp, new ParsedLine(format, ValidLine.Of(format)).Record.IsHttp);
}
