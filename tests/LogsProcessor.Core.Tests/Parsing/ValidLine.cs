using System.Text;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Tests.Parsing;

/// <summary>A line of each format with every documented field, to be spoilt one field at a time.</summary>
internal static class ValidLine
{
    private const string Time = "2026-03-04T05:06:07.080910Z";

    private static readonly string[] Classic =
    [
        Time,
        "web-lb",
        "192.0.2.10:2817",
        "198.51.100.7:80",
        "0.000073",
        "0.001048",
        "0.000057",
        "200",
        "201",
        "0",
        "29",
        "\"GET http://www.example.com:80/ HTTP/1.1\"",
        "\"curl/8.5.0\"",
        "-",
        "-",
    ];

    private static readonly string[] Alb =
    [
        "https",
        Time,
        "app/edge-lb/0123456789abcdef",
        .. Classic[2..13],
        "TLS_AES_128_GCM_SHA256",
        "TLSv1.3",
        "arn:aws:targetgroup/web",
        "\"Root=1-67e0a1b2-0123456789abcdef01234567\"",
        "\"shop.example.net\"",
        "\"arn:aws:acm:certificate/0b1c\"",
        "10",
        "2026-03-04T05:06:07.037000Z",
        "\"waf,forward\"",
        "\"-\"",
        "\"-\"",
        "\"10.20.30.40:8080\"",
        "\"200\"",
        "\"-\"",
        "\"-\"",
        "TID_0f1e2d3c",
        "\"-\"",
        "\"-\"",
        "\"-\"",
        "10.20.0.5",
    ];

    private static readonly string[] AlbConnection =
    [
        Time,
        "203.0.113.9",
        "36280",
        "443",
        "TLSv1.3",
        "TLS_AES_128_GCM_SHA256",
        "0.012",
        "\"CN=dev-17.example.net,OU=Edge\"",
        "NotBefore=2026-01-01T00:00:00Z;NotAfter=2027-01-01T00:00:00Z",
        "0A1B",
        "Success",
        "TID_0f1e2d3c",
        "X25519",
        "app/edge-lb/0123456789abcdef",
        "10.20.0.5",
    ];

    private static readonly string[] AlbHealthCheck =
    [
        "http",
        Time,
        "0.019584011",
        "172.31.20.97:80",
        "edge-targets",
        "PASS",
        "200",
        "-",
        "app/edge-lb/0123456789abcdef",
        "10.20.0.5",
    ];

    private static readonly string[] Nlb =
    [
        "tls",
        "2.0",
        "2026-03-04T05:06:07",
        "net/edge-nlb/0123456789abcdef",
        "fedcba9876543210",
        "198.51.100.23:49152",
        "10.20.0.9:443",
        "108",
        "65",
        "256",
        "527",
        "-",
        "arn:aws:acm:certificate/0b1c",
        "-",
        "ECDHE-RSA-AES128-GCM-SHA256",
        "tlsv12",
        "-",
        "edge.example.net",
        "h2",
        "h2",
        "\"h2\",\"http/1.1\"",
        "2026-03-04T05:06:06",
    ];

    /// <summary>The line's fields; the caller may change them.</summary>
    internal static List<string> Fields(LogFormat format) =>
        [
            .. format switch
            {
                LogFormat.Classic => Classic,
                LogFormat.Alb => Alb,
                LogFormat.AlbConnection => AlbConnection,
                LogFormat.AlbHealthCheck => AlbHealthCheck,
                _ => Nlb,
            },
        ];

    internal static string Of(LogFormat format) => string.Join(' ', Fields(format));

    /// <summary>The line with another text, quotes included, in the field of that name.</summary>
    internal static string With(LogFormat format, string name, string text)
    {
        var fields = Fields(format);
        fields[IndexOf(format, name)] = text;
        return string.Join(' ', fields);
    }

    internal static int IndexOf(LogFormat format, string name) =>
        FormatTables.Of(format).Fields.Select(field => field.Name).ToList().IndexOf(name);

    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
