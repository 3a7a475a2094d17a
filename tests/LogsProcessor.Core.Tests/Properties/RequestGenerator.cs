namespace LogsProcessor.Core.Tests.Properties;

/// <summary>Random request lines: the real degenerate forms of the specification among ordinary ones.</summary>
internal sealed class RequestGenerator(Random random)
{
    private static readonly string[] Degenerate =
    [
        "- - -",
        "- - - ",
        "- http://edge.example:80- -",
        "- http://edge.example:80- ",
        "- http://edge.example:80-/ ",
        "GET https://h.example:443/x -",
        "GET http://h.example:80/ HTTP/1.0 ",
        "GET http://h.example:80/hello",
        "",
        "GET",
        "GET ",
        " ",
        "  ",
        "-",
        "- -",
        "HTTP/1.1",
        "GET HTTP/1.1",
        "GET  HTTP/1.1",
        "GET http://h.example/a b HTTP/1.1",
        "GET http://h.example/a b",
        "GET http://h.example/ HTTP/2",
        "GET http://h.example/ RTSP/1.0",
        "GET http://h.example/ http/1.1",
        "GET https://www.example.com]-(select 0 where 1=1)|[www.example.com:443/readme.txt HTTP/1.1",
    ];

    private static readonly string[] Methods = ["GET", "POST", "-", "--location", "M-SEARCH", "ZSDLKFJ2"];

    private static readonly string[] Schemes = ["http", "https", "ws", "grpc+x", "1http", ""];

    private static readonly string[] Hosts =
    [
        "shop.example.net",
        "192.0.2.1",
        "[2001:db8::1]",
        "2001:db8::1",
        "user:secret@shop.example.net",
        "",
        "a_b~c.example",
        "%41.example",
        "ex ample",
        "[::1",
        "@",
    ];

    private static readonly string[] Ports = ["", ":80", ":443", ":65535", ":65536", ":", ":x", ":0080", ":80-"];

    private static readonly string[] Paths =
    [
        "",
        "/",
        "/cart",
        "/a%20b",
        "/a?b",
        "/a?b?c",
        "?x=1",
        "/?",
        "/a#f",
        "#f",
        "/a?x=/y",
        "/größe",
        "/a@b",
        "/\"quoted\"",
        "/a\\b",
    ];

    private static readonly string[] Protocols = ["HTTP/1.1", "HTTP/2.0", "HTTP/1.0", "-", "HTTP/1.1 "];

    internal string Next() =>
        Reference.ReferenceText.OfUnicode(
            random.Next(5) == 0
                ? Pick(Degenerate)
                : $"{Pick(Methods)} {Pick(Schemes)}://{Pick(Hosts)}{Pick(Ports)}{Pick(Paths)} {Pick(Protocols)}"
        );

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
