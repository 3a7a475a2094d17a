using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Properties;

namespace LogsProcessor.Core.Tests.Pipeline;

/// <summary>Classic records over several lines: what belongs together is joined, and nothing else.</summary>
public sealed class JoinedLinesTests
{
    private const string Head =
        "2026-03-04T05:06:07.080910Z edge-clb 198.51.100.23:49152 10.20.30.40:80 0.000043 0.000785 0.000023 200 200 0 612 "
        + "\"GET http://www.example.net:80/ HTTP/1.1\" ";

    /// <summary>No client: by its first words it is no record of any format.</summary>
    private const string Clientless =
        "2026-03-04T05:06:07.080910Z edge-clb - - -1 -1 -1 503 0 0 0 \"GET http://www.example.net:80/ HTTP/1.1\" \"-\" - -";

    private const string Whole = Head + "\"curl\" - -";

    [Theory]
    [InlineData("odd\nagent", "odd\nagent")]
    [InlineData("\\\"odd\\\"\nagent", "\"odd\"\nagent")]
    [InlineData("an \\\"odd\\\" one\nagent", "an \"odd\" one\nagent")]
    [InlineData("an \\\"odd\\\" one more\nagent", "an \"odd\" one more\nagent")]
    [InlineData("\\\"odd\\\" one\n\n\\\"agent\\\" more", "\"odd\" one\n\n\"agent\" more")]
    [InlineData("odd\nagent, cut\\", "odd\nagent, cut\\")]
    [InlineData("odd\\", "odd\\")]
    public async Task Quotes_that_the_client_sent_before_a_line_feed_do_not_end_the_user_agent(
        string logged,
        string agent
    )
    {
        var run = await ShipAsync($"{Whole}\n{Head}\"{logged}\" - -\n{Whole}\n");

        Assert.Equal((3, 0, 0), (run.Tally.Parsed, run.Tally.Malformed, run.Tally.Skipped));
        Assert.Equal(["curl", agent, "curl"], run.Documents.Select(UserAgent));
        Assert.DoesNotContain("ssl_", string.Concat(run.Texts), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"cut\\\" - -", 1)]
    [InlineData("\"cut\\\" - -\n", 1)]
    [InlineData("\"cut\\\" - -\n" + Whole, 2)]
    [InlineData("\"cut\\\" - -\n" + Clientless, 2)]
    [InlineData("\"cut\\\" - -\n\n" + Clientless + "\n" + Whole, 3)]
    public async Task User_agent_cut_behind_a_backslash_swallows_no_line(string rest, int records)
    {
        var run = await ShipAsync(Head + rest, LogFormat.Classic);

        Assert.Equal((records, 0), (run.Tally.Parsed, run.Tally.Malformed));
        Assert.Equal("cut\\", UserAgent(run.Documents[0]));
    }

    [Theory]
    [InlineData("\"odd \\\"x\n" + Clientless, 1, 1)]
    [InlineData("\"odd\nagent\n" + Whole, 1, 2)]
    [InlineData("\"odd\n2026-03-04T05:06:07.000008Z damaged - 192.0.2.1:80\" - -", 0, 2)]
    [InlineData("\"odd\nhttps 2026-03-04T05:06:07.000008Z damaged\" - -", 0, 2)]
    [InlineData("\"odd\ntls 2.0 2026-03-04T05:06:07 damaged\" - -", 0, 2)]
    [InlineData("\"odd\nat noon of 2026-03-04T05:06:07\" - -", 1, 0)]
    public async Task User_agent_that_is_never_closed_swallows_no_line(string rest, int records, int malformed)
    {
        var run = await ShipAsync(Head + rest, LogFormat.Classic);

        Assert.Equal((records, malformed), (run.Tally.Parsed, run.Tally.Malformed));
    }

    [Theory]
    [InlineData("\"\\\"odd\\\"")]
    [InlineData("\"\\\"odd\\\" one")]
    [InlineData("\"an \\\"odd\\\" agent of")]
    [InlineData("\"an \\\"odd\\\" agent of more words")]
    public async Task Line_that_was_cut_in_its_user_agent_is_no_record(string rest)
    {
        var run = await ShipAsync(Head + rest, LogFormat.Classic);

        Assert.Equal((0, 1), (run.Tally.Parsed, run.Tally.Malformed));
        Assert.Contains("field 13 (user_agent): the quote at byte", run.Texts[0], StringComparison.Ordinal);
    }

    private static async Task<Run> ShipAsync(string text, LogFormat format = LogFormat.Unknown)
    {
        var source = new MemoryObject("access.txt", Encoding.UTF8.GetBytes(text));
        var options = new DocumentOptions { Layout = Layout.Aws, Format = format };
        var run = await Run.ShipAsync(source, options);
        var bytewise = await Run.ShipAsync(
            new MemoryObject("access.txt", Encoding.UTF8.GetBytes(text)) { ReadSize = 1 },
            options,
            new LineReaderOptions { BufferBytes = 16 }
        );
        Assert.Equal(run.Texts, bytewise.Texts);
        return run;
    }

    private static string? UserAgent(byte[] document)
    {
        using var json = JsonAssert.ParseStrictly(document);
        return json.RootElement.GetProperty("user_agent").GetString();
    }
}
