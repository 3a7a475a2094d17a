using System.Globalization;
using LogsProcessor.Core.Tests.Reference;

namespace LogsProcessor.Core.Tests.Properties;

/// <summary>Random values for fields: ordinary ones, boundary ones, and wrong ones.</summary>
internal sealed class ValueGenerator(Random random)
{
    private readonly RequestGenerator _requests = new(random);

    internal string Of(string format, ReferenceField field) =>
        field.Name switch
        {
            "request" or "request_line" => _requests.Next(),
            "type" => Pick("http", "https", "h2", "grpcs", "ws", "wss", "tls", "h3", "lambda", "grpc"),
            "elb" => Pick("app/edge-lb/0123456789abcdef", "net/edge-nlb/0123456789abcdef", "edge-clb", "a/b/c/d"),
            "ssl_protocol" or "tls_protocol" or "tls_protocol_version" => Pick(
                "TLSv1",
                "TLSv1.1",
                "TLSv1.2",
                "TLSv1.3",
                "tlsv10",
                "tlsv11",
                "tlsv12",
                "tlsv13",
                "SSLv3",
                "QUIC",
                "TLS",
                ""
            ),
            "trace_id" => Pick(
                "Root=1-67e0a1b2-0123456789abcdef01234567",
                "Self=1-67891234-12456789abcdef012345678;Root=1-67891233-abcdef012345678912345678;CalledFrom=app",
                "Root=",
                "Root=;Self=1",
                "XRoot=1",
                "Self=1",
                ""
            ),
            "leaf_client_cert_validity" => Pick(
                "NotBefore=2025-09-21T22:43:21Z;NotAfter=2027-06-17T22:43:21Z",
                "NotAfter=2027-06-17T22:43:21Z",
                "NotBefore=;NotAfter=x",
                "never"
            ),
            "tls_verify_status" => Pick(
                "Success",
                "Failed:ClientCertExpired",
                "Failed:",
                "Failed",
                "Failed:a:b",
                "Odd"
            ),
            "status" => Pick("PASS", "FAIL", "pass", "UNKNOWN"),
            "target_addr" => Pick(
                "192.0.2.20:80",
                "2001:db8::10:8443",
                "[2001:db8::10]:8443",
                "arn:aws:lambda:eu-west-1:111122223333:function:orders",
                "arn:aws:lambda:eu-west-1:111122223333:function:orders:7",
                "192.0.2.20",
                "192.0.2.20:99999"
            ),
            "domain_name" => Pick(
                "shop.example.net",
                "api%2Eexample%2enet",
                "%C3%BC.example",
                "%zz",
                " leading",
                "192.0.2.1:443",
                "%"
            ),
            "alpn_client_preference_list" => AlpnList(),
            "actions_executed" => Pick("forward", "waf,forward", "authenticate,forward", "", "waf,,forward", ","),
            "target:port_list" => Pick("192.0.2.1:80", "192.0.2.1:80 192.0.2.2:80", "", "- -"),
            "target_status_code_list" => Pick("200", "502 200", "", "200  404"),
            "client_ip" => Pick(OddValues.Addresses),
            _ => OfKind(field.Kind),
        };

    /// <summary>A field of a time to come.</summary>
    internal string Extra() =>
        Pick(
            "-",
            "new",
            "\"brand new\"",
            "\"\"",
            "\"open",
            "\"a\\x22b\"",
            "a\"b",
            "\"\\xC3\\xBC\"",
            "42",
            "\"x\"y",
            "\\x22",
            "\"-\"",
            "\"end\\\"",
            "\""
        );

    /// <summary>A line that is nothing to ship, or a foreign one.</summary>
    internal string NoRecord() =>
        Pick(
            "",
            " ",
            "\t \r",
            "#Fields: type time",
            "Enable AccessLog for ELB: app/edge-lb/0123456789abcdef at 2026-03-04T05:06:07.781Z",
            "\0\0\0\0",
            "Enable nothing",
            "{\"type\":\"https\"}",
            "- - - - - - - - - - - - - - -",
            "<xml/>",
            "\"",
            "\\",
            "a",
            "\0 \0"
        );

    private string OfKind(ReferenceKind kind) =>
        kind switch
        {
            ReferenceKind.RecordTime or ReferenceKind.Time => Rarely(OddValues.Times)
                ?? $"2026-03-04T{random.Next(24):00}:{random.Next(60):00}:{random.Next(60):00}.{random.Next(1000000):000000}Z",
            ReferenceKind.Endpoint =>
                $"{Rarely(OddValues.Addresses) ?? "198.51.100.23"}:{Rarely(OddValues.Ports) ?? Number(65536)}",
            ReferenceKind.Seconds => Rarely(OddValues.Decimals) ?? $"{random.Next(3)}.{random.Next(1000):000}",
            ReferenceKind.Integer or ReferenceKind.Status => Rarely(OddValues.Integers) ?? Number(100000),
            ReferenceKind.Port => Rarely(OddValues.Ports) ?? Number(65536),
            _ => Word(),
        };

    private string AlpnList()
    {
        var items = Enumerable
            .Range(0, random.Next(1, 4))
            .Select(_ => Pick("h2", "http/1.1", "http/1.0", "h2%22x", "%2a%2a", "%C3%BC", "%2", ""));
        var list = string.Join(',', items.Select(item => $"\"{item}\""));
        return random.Next(6) switch
        {
            0 => list[..random.Next(1, list.Length + 1)],
            1 => list.Replace("\"", "\\\"", StringComparison.Ordinal),
            _ => list,
        };
    }

    private string Word() =>
        random.Next(10) == 0
            ? string.Concat(Enumerable.Range(0, 6).Select(_ => (char)random.Next(' ', 256)))
            : ReferenceText.OfUnicode(Pick(OddValues.Words));

    private string? Rarely(string[] odd) => random.Next(12) == 0 ? Pick(odd) : null;

    private string Number(int bound) => random.Next(bound).ToString(CultureInfo.InvariantCulture);

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
