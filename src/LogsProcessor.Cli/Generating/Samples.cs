using System.Text;

namespace LogsProcessor.Cli.Generating;

/// <summary>What generated lines are made of: names from ranges that are reserved for documentation, and texts as clients send them.</summary>
internal static class Samples
{
    public static readonly byte[][] Hosts = Utf8("shop.example.com", "api.example.net", "www.example.org");

    public static readonly byte[][] Paths = Utf8(
        "/",
        "/products/",
        "/api/v1/orders/",
        "/static/app.js?v=",
        "/search?q=load+balancer&page=",
        "/cart?id=",
        "/images/%C3%BCber/",
        "/api/v2/sessions?token=abc%3D%3D&user=",
        "/login?next=%2Faccount%2F"
    );

    /// <summary>Paths that clients ought not to send: raw spaces, brackets, a scanner's.</summary>
    public static readonly byte[][] OddPaths = Utf8(
        "/a b/c d.html",
        "/files/report (final) v2.pdf",
        "/?q={\\x22a\\x22:1}",
        "/cgi-bin/;cat%20/etc/passwd",
        "/[::1]/x"
    );

    public static readonly byte[][] Methods = Utf8(
        "GET",
        "GET",
        "GET",
        "GET",
        "GET",
        "GET",
        "POST",
        "HEAD",
        "PUT",
        "DELETE",
        "OPTIONS",
        "PROPFIND"
    );

    public static readonly byte[][] UserAgents = Utf8(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
        "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "okhttp/4.12.0",
        "python-requests/2.32.3",
        "Go-http-client/2.0",
        "curl/8.11.0",
        "-"
    );

    public static readonly byte[][] Ciphers = Utf8(
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "ECDHE-RSA-AES128-GCM-SHA256",
        "ECDHE-ECDSA-AES256-GCM-SHA384"
    );

    /// <summary>The groups of keys that TLS 1.3 agrees on.</summary>
    public static readonly byte[][] KeyExchanges = Utf8("X25519MLKEM768", "x25519", "secp256r1", "-");

    /// <summary>Where the log cuts user agents, in bytes.</summary>
    public const int MostUserAgentBytes = 8 * 1024;

    /// <summary>A user agent of that length, as fuzzers send it.</summary>
    public static readonly byte[] LongUserAgent = LongText("Mozilla/5.0 (compatible; crawler) ", MostUserAgentBytes);

    public static byte[][] Utf8(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static byte[] LongText(string piece, int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(piece);
        }

        return Encoding.UTF8.GetBytes(text.ToString(0, length));
    }
}
