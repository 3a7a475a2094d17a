namespace LogsProcessor.Core.Tests.Filtering;

/// <summary>An ALB access line of 34 fields, of which the tests here set a few; each stands in the line as it is given.</summary>
internal sealed record AlbLine
{
    internal string Client { get; init; } = "203.0.113.77:2817";

    internal string Target { get; init; } = "10.0.3.17:8080";

    internal string Status { get; init; } = "200";

    internal string Request { get; init; } = "GET https://shop.example.com:443/cart HTTP/1.1";

    internal string Agent { get; init; } = "curl/8.5.0";

    internal string RedirectUrl { get; init; } = "-";

    internal string TransformedUri { get; init; } = "-";

    internal string Extra { get; init; } = "";

    public override string ToString() =>
        $"https 2026-03-04T05:06:07.123456Z app/edge-lb/0123456789abcdef {Client} {Target} 0.001 0.020 0.000 {Status} 200 "
        + $"310 1234 \"{Request}\" \"{Agent}\" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-west-1:"
        + "111122223333:targetgroup/web/73e2d6bc24d8a067 \"Root=1-69a7c8bf-1b2c3d4e5f6a7b8c9d0e1f2a\" \"shop.example.com\" "
        + $"\"session-reused\" 0 2026-03-04T05:06:07.100000Z \"forward\" \"{RedirectUrl}\" \"-\" \"10.0.3.17:8080\" \"200\" "
        + $"\"-\" \"-\" TID_0123456789abcdef \"-\" \"{TransformedUri}\" \"-\" 192.0.2.10{Extra}";
}
