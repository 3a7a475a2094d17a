using System.IO.Compression;
using System.Text;

namespace LogsProcessor.Cli.Tests.Explaining;

public sealed class ExplainTests
{
    private const string HealthCheck =
        "http 2026-03-04T05:06:07.080910Z -1 172.31.20.97:80 edge-targets FAIL - TimedOut app/edge-lb/0123456789abcdef 10.20.0.5 new";

    [Fact]
    public async Task Record_is_shown_field_by_field_with_what_the_document_holds()
    {
        var run = await CommandRun.OfAsync("explain", "--layout", "aws", HealthCheck);

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Empty(run.Error);
        Assert.Equal(
            """
            alb_hc: 10 of 10 documented fields and 1 undocumented, layout aws
            #   field            raw text                      value                           goes to
            1   type             http                          "http"                          type
            2   time             2026-03-04T05:06:07.080910Z   "2026-03-04T05:06:07.080910Z"   @timestamp
            3   latency          -1                            -1                              latency
            4   target_addr      172.31.20.97:80               "172.31.20.97:80"               target_addr
                                                               "172.31.20.97"                  target_ip
                                                               80                              target_port
            5   target_group_id  edge-targets                  "edge-targets"                  target_group_id
            6   status           FAIL                          "FAIL"                          status
            7   status_code      -                                                             (left out)
            8   reason_code      TimedOut                      "TimedOut"                      reason_code
            9   elb              app/edge-lb/0123456789abcdef  "app/edge-lb/0123456789abcdef"  elb
            10  ip_address       10.20.0.5                     "10.20.0.5"                     ip_address
            11  (undocumented)   new                           "new"                           extra[0]

            """,
            run.Output
        );
    }

    [Fact]
    public async Task Layout_decides_where_a_field_goes()
    {
        var run = await CommandRun.OfAsync("explain", HealthCheck);

        Assert.Contains("\"failure\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("event.outcome\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "3   latency          -1                                                            (left out)\n",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("aws.elb.extra[0]\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_line_is_shown_with_a_mark_where_it_broke()
    {
        var run = await CommandRun.OfAsync(
            "explain",
            HealthCheck
                .Replace("172.31.20.97:80", "x", StringComparison.Ordinal)
                .Replace("-1", "abc", StringComparison.Ordinal),
            "--format",
            "alb_hc"
        );

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(
            """
            malformed: field 3 (latency): 'abc' is not a number of seconds
            http 2026-03-04T05:06:07.080910Z abc x edge-targets FAIL - TimedOut app/edge-lb/0123456789abc…
                                             ^

            """,
            run.Output
        );
    }

    [Fact]
    public async Task Fault_far_into_a_long_line_is_shown_with_what_stands_around_it()
    {
        var line = HealthCheck
            .Replace("edge-targets", new string('t', 200), StringComparison.Ordinal)
            .Replace(" - ", " 2x0 ", StringComparison.Ordinal);

        var run = await CommandRun.OfAsync("explain", line);

        var lines = run.Output.Split('\n');
        Assert.Equal("malformed: field 7 (status_code): '2x0' is not a whole number of 64 bits", lines[0]);
        Assert.Equal($"…{new string('t', 54)} FAIL 2x0 TimedOut app/edge-lb/0123456789abcdef 10.20.0.5 new", lines[1]);
        Assert.Equal(
            lines[1].IndexOf("2x0", StringComparison.Ordinal),
            lines[2].IndexOf('^', StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Control_characters_of_a_client_do_not_reach_the_terminal()
    {
        var run = await CommandRun.OfAsync("explain", "evil \u001b[2J line");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("evil \\x1B[2J line", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public async Task Skipped_line_is_no_fault()
    {
        var run = await CommandRun.OfAsync("explain", "# header");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.StartsWith("skipped: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Layout_without_names_for_the_line_is_a_usage_fault()
    {
        var run = await CommandRun.OfAsync("explain", "--layout", "original", HealthCheck);

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Equal(
            "logsprocessor: --layout is 'original': it has names for clb and alb lines only, and this is alb_hc\n",
            run.Error
        );
    }

    [Fact]
    public async Task First_line_of_standard_input_is_explained_and_others_are_not()
    {
        var run = await CommandRun.OfAsync(
            ["explain", "-"],
            new MemoryStream(Encoding.UTF8.GetBytes(HealthCheck + "\r\nmore\n"))
        );

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.StartsWith(
            "alb_hc: 10 of 10 documented fields and 1 undocumented",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Equal("only the first line is explained\n", run.Error);
    }

    [Fact]
    public async Task Classic_record_with_a_line_feed_in_its_user_agent_is_explained_whole()
    {
        const string Record =
            "2015-11-07T18:45:33.559871Z elb1 192.0.2.1:4586 10.0.0.215:80 0.000036 0.001035 0.000025 200 200 0 4 "
            + "\"GET http://example.com:80/ HTTP/1.1\" \"odd\nagent\" - -";

        var run = await CommandRun.OfAsync(
            ["explain", "-"],
            new MemoryStream(Encoding.UTF8.GetBytes(Record + "\n" + Record))
        );

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("\"odd\\x0Aagent\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"odd\\nagent\"", run.Output, StringComparison.Ordinal);
        Assert.Equal("only the first line is explained\n", run.Error);
    }

    [Fact]
    public async Task Standard_input_is_read_as_shipping_reads_it()
    {
        var text = Encoding.UTF8.GetBytes("\uFEFF" + HealthCheck + "\r\n");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(text);
        }

        var plain = await CommandRun.OfAsync(["explain", "-"], new MemoryStream(text));
        var unpacked = await CommandRun.OfAsync(["explain", "-"], new MemoryStream(packed.ToArray()));

        Assert.Contains("1   type             http        ", plain.Output, StringComparison.Ordinal);
        Assert.Equal((plain.Output, ExitCode.Done), (unpacked.Output, unpacked.Code));
    }

    [Fact]
    public async Task Standard_input_that_is_no_text_is_refused()
    {
        var run = await CommandRun.OfAsync(
            ["explain", "-"],
            new MemoryStream(Encoding.Unicode.GetBytes("\uFEFF" + HealthCheck))
        );

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal("logsprocessor: the object is UTF-16 text, not log text\n", run.Error);
    }

    [Theory]
    [InlineData("\"odd \\\"one\\\" more\nagent\" - -", "\"odd \\\"one\\\" more\\nagent\"")]
    [InlineData("\"cut\\\" - -", "\"cut\\\\\"")]
    public async Task Classic_user_agent_with_quotes_is_explained_as_it_is_shipped(string rest, string agent)
    {
        const string Head =
            "2015-11-07T18:45:33.559871Z elb1 192.0.2.1:4586 10.0.0.215:80 0.000036 0.001035 0.000025 200 200 0 4 "
            + "\"GET http://example.com:80/ HTTP/1.1\" ";

        var run = await CommandRun.OfAsync(["explain", "-"], new MemoryStream(Encoding.UTF8.GetBytes(Head + rest)));

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.StartsWith("clb: 15 of 15 documented fields, layout ecs\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(agent, run.Output, StringComparison.Ordinal);
    }
}
