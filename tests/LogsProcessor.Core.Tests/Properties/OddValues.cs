namespace LogsProcessor.Core.Tests.Properties;

/// <summary>Values at and beyond the bounds of their kinds, among ordinary ones.</summary>
internal static class OddValues
{
    internal static readonly string[] Addresses =
    [
        "192.0.2.7",
        "198.51.100.23",
        "2001:db8::10",
        "[2001:db8::77]",
        "2001:db8:1:2:3:4:5:6",
        "::ffff:203.0.113.9",
        "203.0.113.009",
        "203.0.113.256",
        "edge.example.net",
        "2001:db8::g",
        "::",
        "[]",
        "1.2.3",
    ];

    internal static readonly string[] Ports =
    [
        "0",
        "80",
        "443",
        "8080",
        "49152",
        "65535",
        "65536",
        "00080",
        "x",
        "",
        "123456",
        "-1",
    ];

    internal static readonly string[] Decimals =
    [
        "0.000",
        "0.001",
        "0.042",
        "0.0005",
        "0.0004999",
        "0.00001",
        "3599.999",
        "0",
        "-1",
        "-1.000",
        "-1.0",
        "-0.5",
        "12",
        "007.5",
        "-01",
        "-",
        ".5",
        "5.",
        "1e3",
        "0.019584011",
        "12345678901234567890.5",
        "+1",
        "1,5",
    ];

    internal static readonly string[] Integers =
    [
        "0",
        "200",
        "404",
        "399",
        "400",
        "-1",
        "503",
        "000",
        "0200",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "1.0",
        "OK",
        "99",
        "-0",
        "+5",
        "0x10",
        "1 2",
    ];

    internal static readonly string[] Times =
    [
        "2026-03-04T05:06:07",
        "2026-03-04T05:06:07Z",
        "2026-03-04T05:06:07.1Z",
        "2026-03-04T05:06:07.123456789Z",
        "2024-02-29T00:00:00.000000Z",
        "2026-02-29T00:00:00.000000Z",
        "2026-03-04T24:00:00Z",
        "2026-03-04T05:06:60Z",
        "2026-03-04T05:06:07.Z",
        "2026-03-04T05:06:07.1234567890Z",
        "2026-03-04t05:06:07Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z",
        "2026-03-04T05:06:07+00:00",
        "20260304T050607Z",
    ];

    internal static readonly string[] Words =
    [
        "curl/8.6.0",
        "Mozilla/5.0 (X11; Linux x86_64)",
        "",
        " ",
        "a b  c",
        "größe",
        "日本",
        "😀",
        "\"quoted\"",
        "back\\slash",
        "\\x22",
        "tab\there",
        "nul\0nul",
        "bell\u0007",
        "trailing\\",
        "${jndi:ldap://x.example/a}",
        "<script>",
        "'",
        "\u00ff\u00fe",
        "a,b,,c",
        ",",
        "key=value;key=",
        "\u007f",
        "\u2028",
        "\\u0041",
        "%41%zz%C3%BC",
        "\\xZZ",
        "\\x",
        "\\x1",
        "end\"",
    ];
}
