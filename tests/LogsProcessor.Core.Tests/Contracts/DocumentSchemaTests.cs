using System.Text;
using System.Text.Json;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core.Tests.Contracts;

/// <summary>What the product writes is what the schemas promise.</summary>
public sealed class DocumentSchemaTests
{
    private const string Alb =
        "https 2026-10-31T09:10:07.080910Z app/shop/8f1d2c3b4a596877 203.0.113.9:49152 10.0.3.17:8080 0.001 0.042 0.000 200 200 412 1587 "
        + "\"GET https://shop.example.net:443/cart?id=7 HTTP/1.1\" \"Mozilla/5.0\" TLS_AES_128_GCM_SHA256 TLSv1.3 "
        + "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0a1b2c3d4e5f6071 \"Root=1-67e0a1b2-0123456789abcdef01234567\" "
        + "\"shop.example.net\" \"session-reused\" 10 2026-10-31T09:10:07.037000Z \"waf,forward\" \"-\" \"-\" \"10.0.3.17:8080\" \"200\" "
        + "\"-\" \"-\" TID_0f1e2d3c4b5a69788796a5b4c3d2e1f0 \"-\" \"-\" \"-\" 10.0.0.5 a-new-field \"and another\"";

    private const string Nlb =
        "tls 2.0 2026-10-31T09:05:01 net/edge/0a1b2c3d4e5f6071 6d5c4b3a29181716 2001:db8::17:51341 10.0.1.4:443 5 2 98 246 - "
        + "arn:aws:acm:eu-west-1:111122223333:certificate/0b1c2d3e-1111-2222-3333-444455556666 - ECDHE-RSA-AES128-GCM-SHA256 tlsv12 - "
        + "edge.example.net h2 - \"h2\",\"http/1.1\" 2026-10-31T09:05:00";

    public static TheoryData<string, string> Lines { get; } =
        new()
        {
            {
                "clb",
                "2026-10-31T09:00:00.123456Z legacy 203.0.113.9:2817 10.0.1.9:80 0.000073 0.001048 0.000057 200 200 0 29 "
                    + "\"GET http://www.example.com:80/a?b=c HTTP/1.1\" \"curl/8.5.0\" - -"
            },
            {
                "clb",
                "2026-10-31T09:00:00.123456Z legacy 203.0.113.9:2817 10.0.1.9:80 0.001069 0.000028 0.000041 - - 82 305 \"- - - \" \"-\" - -"
            },
            {
                "clb",
                "2026-10-31T09:00:00.123456Z legacy 203.0.113.9:2817 - -1 -1 -1 503 0 0 0 \"GET http://x:80/ HTTP/1.1\""
            },
            { "alb", Alb },
            {
                "alb_conn",
                "2026-10-31T09:10:07.123456Z 203.0.113.9 49152 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 1.104 \"CN=client.example.net,O=Example\" "
                    + "NotBefore=2026-01-01T00:00:00Z;NotAfter=2027-01-01T00:00:00Z 0123ABCD Failed:ClientCertExpired TID_0f1e2d3c4b5a69788796a5b4c3d2e1f0"
            },
            {
                "alb_hc",
                "http 2026-10-31T09:10:07.123456Z 0.000563900 10.0.3.17:8080 targetgroup/web/0a1b2c3d4e5f6071 FAIL 503 ResponseCodeMismatch"
            },
            { "nlb", Nlb },
        };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Record_fits_the_schema_of_its_layout(string format, string line)
    {
        foreach (var layout in new[] { Layout.Ecs, Layout.Aws })
        {
            foreach (var options in new[] { new DocumentOptions(), DocumentMemberTypes.AllSet })
            {
                var document = Write(options with { Layout = layout }, line);

                Assert.Empty(SchemaValidator.Validate(Schema(layout), document));
                Assert.True(layout == Layout.Ecs || document.GetProperty("log_format").GetString() == format);
            }
        }
    }

    [Theory]
    [InlineData(Layout.Ecs)]
    [InlineData(Layout.Aws)]
    public void Malformed_line_fits_the_schema_of_its_layout(Layout layout)
    {
        var document = Write(DocumentMemberTypes.AllSet with { Layout = layout }, "no \"record at all \u0001");

        Assert.Empty(SchemaValidator.Validate(Schema(layout), document));
        Assert.Contains(
            "_elbparsefailure",
            document.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString())
        );
    }

    [Theory]
    [InlineData("{}", "$ lacks @timestamp, event_id, log_offset")]
    [InlineData("[]", "$ is no object")]
    [InlineData(Least + ""","client_port":"80"}""", "$.client_port is no integer")]
    [InlineData(Least + ""","client_port":80.5}""", "$.client_port is no integer")]
    [InlineData(Least + ""","latency":"1"}""", "$.latency is no number")]
    [InlineData(Least + ""","log_format":"elb"}""", "$.log_format is none of clb, alb, alb_conn, alb_hc, nlb")]
    [InlineData(Least + ""","tags":[1]}""", "$.tags[] is no string")]
    [InlineData(Least + ""","surprise":1}""", "$ must not have surprise")]
    [InlineData(
        """{"@timestamp":"2026-10-31T09:05:01Z","event_id":"7","log_offset":0}""",
        "$.event_id does not match ^[0-9a-f]{32}-[0-9a-f]{12}$"
    )]
    public void What_does_not_fit_is_found(string json, string fault) =>
        Assert.Equal([fault], SchemaValidator.Validate(ContractFiles.AwsSchema, JsonElement.Parse(json)));

    private const string Least =
        """{"@timestamp":"2026-10-31T09:05:01Z","event_id":"0123456789abcdef0123456789abcdef-00000000051c","log_offset":0""";

    private static JsonElement Schema(Layout layout) =>
        layout == Layout.Ecs ? ContractFiles.EcsSchema : ContractFiles.AwsSchema;

    private static JsonElement Write(DocumentOptions options, string text)
    {
        var line = Encoding.UTF8.GetBytes(text);
        var parser = new LineParser(LogFormat.Unknown);
        var record = new LogRecord();
        var writer = new DocumentWriter(
            new DocumentPlans(options),
            DocumentMemberTypes.InS3,
            DocumentMemberTypes.Name,
            TimeProvider.System
        );
        var batch = new Batch();
        batch.Begin(new ObjectTally("x"));
        if (parser.Parse(line, record) == ParseOutcome.Parsed)
        {
            writer.Write(batch, line, record, offset: 1308);
        }
        else
        {
            writer.WriteMalformed(batch, line, record.Table, offset: 1308, "not a record");
        }

        return JsonElement.Parse(batch.Content.Span);
    }
}
