using System.Text.Json;
using LogsProcessor.Core.Filtering;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Tests.Filtering;

public sealed class MaskClientIpTests
{
    private static readonly FilterOptions Filtering = new() { MaskClientIp = true };

    [Theory]
    [InlineData("203.0.113.77:2817", "203.0.113.0:2817", "203.0.113.0", true)]
    [InlineData("2001:db8:1:2:3:4:5:6:2817", "2001:db8:1:::2817", "2001:db8:1::", true)]
    [InlineData("2001:41d0:701:1100::29c8:57314", "2001:41d0:701:::57314", "2001:41d0:701::", true)]
    [InlineData("[2001:DB8::5]:443", "[2001:db8::]:443", "2001:db8::", true)]
    [InlineData("::ffff:203.0.113.77:443", ":::443", "::", true)]
    [InlineData("203.0.113.077:2817", "REDACTED:2817", "REDACTED", false)]
    [InlineData("fe80::1%eth0:2817", "REDACTED:2817", "REDACTED", false)]
    public async Task Client_addresses_lose_their_last_part(string client, string endpoint, string address, bool isIp)
    {
        var line = new AlbLine { Client = client }.ToString();
        var document = await ShipOneAsync("alb", line, Layout.Ecs);
        var source = document.GetProperty("source");
        Assert.Equal(address, source.GetProperty("address").GetString());
        Assert.Equal(isIp ? address : null, source.TryGetProperty("ip", out var ip) ? ip.GetString() : null);
        Assert.Equal(
            line.Replace(client, endpoint, StringComparison.Ordinal),
            document.GetProperty("event").GetProperty("original").GetString()
        );
    }

    [Fact]
    public async Task Layout_original_has_the_masked_endpoint_in_field_and_message()
    {
        var document = await ShipOneAsync("alb", new AlbLine().ToString(), Layout.Original);
        Assert.Equal("203.0.113.0:2817", document.GetProperty("PublicIpAndPort").GetString());
        Assert.DoesNotContain("203.0.113.77", document.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_logs_are_masked()
    {
        const string Line =
            "2026-03-04T05:06:07.123456Z 203.0.113.77 2817 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 0.004 \"-\" - - -";
        var document = await ShipOneAsync("alb_conn", Line, Layout.Aws);
        Assert.Equal("203.0.113.0", document.GetProperty("client_ip").GetString());
        Assert.DoesNotContain("203.0.113.77", document.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.77:2817", "203.0.113.77", "203.0.113.0")]
    [InlineData("203.0.113.77:2817", "203%2E0.113%2e77", "203%2E0.113%2e0")]
    [InlineData("203.0.113.77:2817", "203.000.113.077", "203.000.113.0")]
    [InlineData("203.0.113.77:2817", "::ffff:203.0.113.77", "::")]
    [InlineData("2001:db8::5:2817", "2001:0DB8:0::5", "2001:db8::")]
    [InlineData("2001:db8::5:2817", "2001%3Adb8%3A%3A5", "2001:db8::")]
    public async Task The_same_address_is_masked_wherever_the_line_repeats_it(
        string client,
        string spelling,
        string masked
    )
    {
        var line = new AlbLine
        {
            Client = client,
            Request = $"GET https://h:443/geo?ip={spelling}&v=198.51.100.4 HTTP/1.1",
            Agent = $"proxy for [{spelling}] (Chrome/144.0.7559.96)",
        };
        var document = await ShipOneAsync("alb", line.ToString(), Layout.Ecs);
        Assert.Equal($"ip={masked}&v=198.51.100.4", document.GetProperty("url").GetProperty("query").GetString());
        Assert.Equal(
            $"proxy for [{masked}] (Chrome/144.0.7559.96)",
            document.GetProperty("user_agent").GetProperty("original").GetString()
        );
        Assert.Equal(
            "10.0.3.17",
            document.GetProperty("aws").GetProperty("elb").GetProperty("backend").GetProperty("ip").GetString()
        );
    }

    [Theory]
    [InlineData("from 203.0.113.77:80 to 198.51.100.4", "from 203.0.113.0:80 to 198.51.100.0")]
    [InlineData("203.0.113.772026-03-04T05:06:07.123456Z", "203.0.113.0-03-04T05:06:07.123456Z")]
    [InlineData("at [2001:db8:1:2::5]:443", "at [2001:db8:1::]:443")]
    [InlineData("at 2001:db8:1:2:3:4:5:6:443 cut 2001:db8:1:2:3", "at 2001:db8:1:::443 cut ::")]
    [InlineData("x2001:db8::5abcdef", "x::")]
    [InlineData("at 2001%3Adb8%3A%3A5.", "at 2001:db8::.")]
    [InlineData("https 2026-03-04T05:06:07.123456Z app/x", "https 2026-03-04T05:06:07.123456Z app/x")]
    public async Task Whatever_looks_like_an_address_is_masked_in_a_malformed_line(string line, string expected)
    {
        var run = await FilteredRun.ShipAsync("alb", [line], Filtering);
        Assert.Equal((0, 1), (run.Tally.Parsed, run.Tally.Malformed));
        var original = JsonElement.Parse(run.Documents[0]).GetProperty("event").GetProperty("original").GetString();
        Assert.Equal((expected, expected), (original, run.Summary.Failures.Parsing.LastFew[0].Text));
    }

    [Fact]
    public async Task A_failure_quotes_the_masked_address()
    {
        var line = new AlbLine { Client = "203.0.113.77:99999" }.ToString();
        var run = await FilteredRun.ShipAsync("alb", [line], Filtering);
        var message = Assert.Single(run.Summary.Failures.Parsing.LastFew).Message;
        Assert.StartsWith(
            "field 4 (client:port): '203.0.113.0:99999' is not an address",
            message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("203.0.113.77", FilteredRun.AllThatLeaves(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_client_is_masked_too_where_lines_grew_together()
    {
        var line = $"{new AlbLine()} {new AlbLine { Client = "198.51.100.44:80" }}";
        var run = await FilteredRun.ShipAsync("alb", [line], Filtering);
        Assert.Equal(1, run.Tally.Parsed);
        Assert.Contains("\"198.51.100.0:80\"", run.Texts[0], StringComparison.Ordinal);
        Assert.DoesNotContain("198.51.100.44", FilteredRun.AllThatLeaves(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_client_is_masked_too_in_a_user_agent_with_a_line_feed()
    {
        const string Line =
            "2026-03-04T05:06:07.123456Z web-lb 203.0.113.77:2817 10.0.0.1:80 0.001 0.002 0.003 200 200 0 29 "
            + "\"GET https://h:80/ HTTP/1.1\" \"curl\nfrom 198.51.100.44\" - -";
        var document = await ShipOneAsync("clb", Line, Layout.Aws);
        Assert.Equal("curl\nfrom 198.51.100.0", document.GetProperty("user_agent").GetString());
        Assert.Equal("10.0.0.1", document.GetProperty("backend_ip").GetString());
    }

    private static async Task<JsonElement> ShipOneAsync(string format, string line, Layout layout)
    {
        var run = await FilteredRun.ShipAsync(format, [line], Filtering, layout);
        Assert.Equal((1, 0), (run.Tally.Parsed, run.Tally.Malformed));
        return JsonElement.Parse(Assert.Single(run.Documents));
    }
}
