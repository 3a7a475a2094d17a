using System.Globalization;

namespace LogsProcessor.Core.Tests.Golden;

/// <summary>Lines as a small shop's load balancers would write them. All addresses and names are those reserved for documentation.</summary>
internal sealed class SampleTraffic(Random random, DateTime start)
{
    private const string Arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0a1b2c3d4e5f6071";
    private const string Certificate =
        "arn:aws:acm:eu-west-1:111122223333:certificate/0b1c2d3e-1111-2222-3333-444455556666";
    private const string Alb = "app/edge-lb/0123456789abcdef";

    private static readonly string[] Agents =
    [
        "curl/8.6.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:135.0) Gecko/20100101 Firefox/135.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
        "ELB-HealthChecker/2.0",
        "-",
    ];

    private static readonly string[] Paths =
    [
        "/",
        "/cart?id=7",
        "/search?q=%C3%BC&page=2",
        "/static/app.js",
        "/api/v1/orders",
    ];

    private DateTime _time = start;

    internal string Next(string format)
    {
        _time = _time.AddMilliseconds(random.Next(1, 900));
        return format switch
        {
            "clb" => Classic(),
            "alb" => Access(),
            "alb_conn" => Connection(),
            "alb_hc" => HealthCheck(),
            _ => Nlb(),
        };
    }

    private string Micros => _time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private string Client =>
        random.Next(6) == 0 ? $"2001:db8::{random.Next(1, 4096):x}" : $"203.0.113.{random.Next(1, 255)}";

    private string Trace => $"TID_{random.NextInt64():x16}{random.NextInt64():x16}";

    private int Port => random.Next(1024, 65536);

    private string Classic()
    {
        if (random.Next(8) == 0)
        {
            return $"{Micros} edge-clb {Client}:{Port} 192.0.2.20:5432 0.000{random.Next(100, 999)} 0.000028 0.000041 - - "
                + $"{random.Next(9000)} {random.Next(9000)} \"- - - \" \"-\" - -";
        }

        var status = Pick("200", "200", "200", "304", "404", "503");
        var backend =
            status == "503"
                ? "- -1 -1 -1"
                : $"192.0.2.20:80 0.00004{random.Next(1, 10)} 0.0{random.Next(1, 99)} 0.00003";
        return $"{Micros} edge-clb {Client}:{Port} {backend} {status} {(status == "503" ? "0" : status)} 0 {random.Next(9000)} "
            + $"\"GET http://www.example.net:80{Pick(Paths)} HTTP/1.1\" \"{Pick(Agents)}\" - -";
    }

    private string Access()
    {
        var isBlocked = random.Next(15) == 0;
        var status = isBlocked ? "403" : Pick("200", "200", "200", "302", "404", "502");
        var target = isBlocked
            ? "- -1 -1 -1"
            : $"192.0.2.30:8080 0.00{random.Next(3)} 0.{random.Next(5, 400):000} 0.000";
        var targetStatus = isBlocked ? "-" : status;
        return $"https {Micros} {Alb} {Client}:{Port} {target} {status} {targetStatus} {random.Next(200, 2000)} {random.Next(9000)} "
            + $"\"{Pick("GET", "GET", "POST")} https://shop.example.net:443{Pick(Paths)} HTTP/2.0\" \"{Pick(Agents)}\" "
            + $"TLS_AES_128_GCM_SHA256 TLSv1.3 {Arn} \"Root=1-69a7be4f-{random.NextInt64():x16}00000000\" "
            + $"\"shop.example.net\" \"{Certificate}\" {random.Next(1, 20)} {Micros} \"{(isBlocked ? "waf" : "forward")}\" \"-\" \"-\" "
            + (isBlocked ? "\"-\" \"-\"" : $"\"192.0.2.30:8080\" \"{status}\"")
            + $" \"-\" \"-\" {Trace} \"-\" \"-\" \"-\" 192.0.2.10";
    }

    private string Connection() =>
        random.Next(10) == 0
            ? $"{Micros} {Client} {Port} 443 - - - \"-\" - - Failed:UnmappedConnectionError - - {Alb} 192.0.2.10"
            : $"{Micros} {Client} {Port} 443 TLSv1.3 TLS_AES_128_GCM_SHA256 0.0{random.Next(10, 99)} "
                + "\"CN=dev-17.example.net,OU=Edge,O=Example Ltd,C=GB\" NotBefore=2025-09-21T22:43:21Z;NotAfter=2027-06-17T22:43:21Z "
                + $"6A257372D5C14D4F Success {Trace} X25519MLKEM768 {Alb} 192.0.2.10";

    private string HealthCheck()
    {
        var latency = $"0.0{random.Next(10000000, 99999999)}";
        return random.Next(12) == 0
            ? $"http {Micros} 5.{random.Next(1000000):000000000} 192.0.2.31:80 web FAIL - TimedOut {Alb} 192.0.2.10"
            : $"http {Micros} {latency} 192.0.2.30:80 web PASS 200 - {Alb} 192.0.2.10";
    }

    private string Nlb()
    {
        var time = _time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return $"tls 2.0 {time} net/edge-nlb/0123456789abcdef fedcba9876543210 {Client}:{Port} 192.0.2.9:443 "
            + $"{random.Next(5, 9000)} {random.Next(2, 90)} {random.Next(9000)} {random.Next(9000)} - {Certificate} - "
            + $"TLS_AES_128_GCM_SHA256 tlsv13 X25519MLKEM768 api.example.net h2 - \"h2\",\"http/1.1\" {time}";
    }

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
