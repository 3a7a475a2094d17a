using System.Text.Json;
using LogsProcessor.Core.Filtering;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Tests.Fakes;

namespace LogsProcessor.Core.Tests.Filtering;

public sealed class RedactQueryTests
{
    private static readonly FilterOptions Filtering = new() { RedactQuery = ["token", "Api-Key"] };

    [Theory]
    [InlineData("/a?token=s3cr3t", "/a?token=REDACTED")]
    [InlineData("/a?x=1&token=s3cr3t&y=2", "/a?x=1&token=REDACTED&y=2")]
    [InlineData("/a?TOKEN=s3cr3t&api-key=s3cr3t", "/a?TOKEN=REDACTED&api-key=REDACTED")]
    [InlineData("/a?token=s3cr3t&token=s3cr3t", "/a?token=REDACTED&token=REDACTED")]
    [InlineData("/a?token=&y=2", "/a?token=REDACTED&y=2")]
    [InlineData("/a?token=s3cr3t#top", "/a?token=REDACTED#top")]
    [InlineData("/a#token=s3cr3t", "/a#token=REDACTED")]
    [InlineData("/a?token=a=s3cr3t==&y", "/a?token=REDACTED&y")]
    [InlineData("/a?x=1;token=s3cr3t", "/a?x=1;token=REDACTED")]
    [InlineData("/a?token=x;s3cr3t&y=2", "/a?token=REDACTED&y=2")]
    [InlineData("/a?token=x s3cr3t y", "/a?token=REDACTED")]
    [InlineData("/a?token=x%26s3cr3t&y=2", "/a?token=REDACTED&y=2")]
    [InlineData("/a?%74oken=s3cr3t", "/a?%74oken=REDACTED")]
    [InlineData("/a?%54%6F%4B%65%6E%3Ds3cr3t", "/a?%54%6F%4B%65%6E%3DREDACTED")]
    [InlineData("/a?%2574oken=s3cr3t", "/a?%2574oken=REDACTED")]
    [InlineData(
        "/a?next=https%3A%2F%2Fb%2F%3Ftoken%3Ds3cr3t%26x%3D1&y=2",
        "/a?next=https%3A%2F%2Fb%2F%3Ftoken%3DREDACTED&y=2"
    )]
    [InlineData("/a?next=%252Fb%253Ftoken%253Ds3cr3t&y=2", "/a?next=%252Fb%253Ftoken%253DREDACTED&y=2")]
    [InlineData("/a?user[token]=s3cr3t&token[0]=s3cr3t", "/a?user[token]=REDACTED&token[0]=REDACTED")]
    [InlineData("/a?%20token+=s3cr3t", "/a?%20token+=REDACTED")]
    [InlineData("/a?mytoken=1&token2=2&my-token=3&token", "/a?mytoken=1&token2=2&my-token=3&token")]
    [InlineData("/token/s3t", "/token/s3t")]
    public async Task Values_of_named_parameters_are_redacted_and_nothing_else(string uri, string expected)
    {
        var line = new AlbLine { Request = $"GET https://h:443{uri} HTTP/1.1" }.ToString();
        var document = await ShipOneAsync(line);
        Assert.Equal($"https://h:443{expected}", document.GetProperty("url").GetProperty("original").GetString());
        Assert.Equal("1.1", document.GetProperty("http").GetProperty("version").GetString());
        Assert.Equal(
            line.Replace(uri, expected, StringComparison.Ordinal),
            document.GetProperty("event").GetProperty("original").GetString()
        );
    }

    [Theory]
    [InlineData(@"/a?x=1\x26token=s3cr3t", @"/a?x=1\x26token=REDACTED")]
    [InlineData(@"/a?token\x3Ds3cr3t", @"/a?token\x3DREDACTED")]
    [InlineData(@"/a?tok\x65n=s3cr3t", @"/a?tok\x65n=REDACTED")]
    [InlineData(@"/a?tok\x00000065n=s3cr3t", @"/a?tok\x00000065n=REDACTED")]
    [InlineData(@"/a?tok\x2565n=s3cr3t", @"/a?tok\x2565n=REDACTED")]
    [InlineData(@"/a?token=x\x22s3cr3t\x5C&y=2", @"/a?token=REDACTED&y=2")]
    [InlineData(@"/a?token=x\""s3cr3t\\&y=2", @"/a?token=REDACTED&y=2")]
    [InlineData(@"/a?token=x\x26s3cr3t", @"/a?token=REDACTED")]
    [InlineData(@"/a?token\u003ds3cr3t", @"/a?token\u003dREDACTED")]
    public async Task Escapes_in_the_raw_line_neither_hide_a_name_nor_end_a_value(string uri, string expected)
    {
        var line = new AlbLine { Request = $"GET https://h:443{uri} HTTP/1.1" }.ToString();
        var document = await ShipOneAsync(line);
        Assert.Equal(
            line.Replace(uri, expected, StringComparison.Ordinal),
            document.GetProperty("event").GetProperty("original").GetString()
        );
        Assert.DoesNotContain("s3cr3t", document.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3cr3t HTTP/1.1")]
    [InlineData("s3cr3t -")]
    [InlineData("s3cr3t ")]
    [InlineData("s3cr3t")]
    [InlineData(@"s3cr3t HTTP\x2F1.1")]
    public async Task Request_lines_of_any_shape_are_redacted(string end)
    {
        var document = await ShipOneAsync(new AlbLine { Request = $"GET https://h:443/?token={end}" }.ToString());
        Assert.Equal("token=REDACTED", document.GetProperty("url").GetProperty("query").GetString());
        Assert.DoesNotContain("s3cr3t", document.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Layout.Ecs)]
    [InlineData(Layout.Aws)]
    [InlineData(Layout.Original)]
    public async Task Every_field_that_may_hold_a_url_is_redacted_in_every_layout(Layout layout)
    {
        const string Url = "https://h:443/?token=s3cr3t&y=2";
        var line = new AlbLine
        {
            Request = $"GET {Url} HTTP/1.1",
            Agent = $"bot (+{Url})",
            RedirectUrl = Url,
            TransformedUri = "/b?token=s3cr3t",
            Extra = $" \"{Url}\" {Url} last",
        };
        var run = await FilteredRun.ShipAsync("alb", [line.ToString()], Filtering, layout);
        Assert.Equal((1, 0), (run.Tally.Parsed, run.Tally.Malformed));
        Assert.Contains("token=REDACTED&y=2", run.Texts[0], StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", FilteredRun.AllThatLeaves(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "GET https://h:443/?token=a\"s3cr3t HTTP/1.1",
        "field 13 (request_line): 'REDACTED' follows the closing quote"
    )]
    [InlineData("GET https://h:443/?token=a\"s3cr3t&b=2 HTTP/1.1", "'REDACTED&b=2 HTTP/1.1\" ")]
    public async Task A_quote_inside_a_value_leaks_nothing_of_it_into_line_message_and_summary(
        string request,
        string message
    )
    {
        var run = await FilteredRun.ShipAsync("alb", [new AlbLine { Request = request }.ToString()], Filtering);
        Assert.Equal((0, 1), (run.Tally.Parsed, run.Tally.Malformed));
        Assert.Contains(message, Assert.Single(run.Summary.Failures.Parsing.LastFew).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", FilteredRun.AllThatLeaves(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token=s3cr3t")]
    [InlineData("2026-03-04\t05:06:07\t/index.html\ta=1&token=s3cr3t\t-")]
    [InlineData("{\"url\":\"https://h/?a=1\\u0026token\\u003ds3cr3t\",\"n\":1}")]
    [InlineData("79a59df900b949e55d96a1e698fbaced \"GET /?token=s3cr3t HTTP/1.1\" 200")]
    public async Task Foreign_lines_are_redacted_too(string line)
    {
        var run = await FilteredRun.ShipAsync("alb", [line], Filtering);
        Assert.Equal((0, 1), (run.Tally.Parsed, run.Tally.Malformed));
        Assert.Contains("REDACTED", run.Texts[0], StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", FilteredRun.AllThatLeaves(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET https://h:80/?token=a s3cr3t HTTP/1.1\" \"curl/8.5.0\"")]
    [InlineData("\"POS\" T https://h:80/?token=a s3cr3t HTTP/1.1\" \"curl/8.5.0\"")]
    [InlineData("\"GET https://h:80/ HTTP/1.1\" \"bot ?token=a\\\" s3cr3t \"b\"")]
    public async Task A_value_whose_end_is_unclear_takes_the_rest_of_the_line_along(string requestAndAgent)
    {
        var line =
            $"2026-03-04T05:06:07.123456Z web-lb 203.0.113.77:2817 10.0.0.1:80 0.001 0.002 0.003 200 200 0 29 {requestAndAgent} - -";
        var run = await FilteredRun.ShipAsync("clb", [line], Filtering);
        Assert.Contains("?token=REDACTED\"", run.Texts[0], StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", FilteredRun.AllThatLeaves(run), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ShipOneAsync(string line)
    {
        var run = await FilteredRun.ShipAsync("alb", [line], Filtering);
        Assert.Equal((1, 0), (run.Tally.Parsed, run.Tally.Malformed));
        return JsonElement.Parse(Assert.Single(run.Documents));
    }
}
