using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using LogsProcessor.Cli.Summaries;
using LogsProcessor.Core.Summary;
using LogsProcessor.Testing;

namespace LogsProcessor.Cli.Tests.Summaries;

public sealed class SummaryTests : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private const string Sunny = "sunny";
    private const string Stormy = "stormy";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Logs =>
        new()
        {
            { "lines", $"START RequestId\n{SummaryOf(Sunny)}\nEND\n\n{SummaryOf(Stormy, minute: 5)}\n" },
            {
                "an export",
                $"2026-03-04T05:00:00.1Z START\n2026-03-04T05:00:00.1Z {SummaryOf(Sunny)}\n2026-03-04T05:00:00.1Z END\n2026-03-04T05:00:01Z {SummaryOf(Stormy, minute: 5)}"
            },
            { "aws logs", AwsLogs(indented: true) },
            { "aws logs on one line", AwsLogs(indented: false) },
            { "several pages of aws logs", AwsLogs(indented: true) + AwsLogs(indented: true) },
            { "what a query of Logs Insights found", QueryResults() },
            {
                "a log that begins with a bracket",
                $"[INFO] begun\n{SummaryOf(Sunny)}\n{SummaryOf(Stormy, minute: 5)}\n[INFO] {{ended"
            },
        };

    [Theory]
    [MemberData(nameof(Logs))]
    public async Task Summaries_are_found_in(string what, string log)
    {
        var history = await LogReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(log)), default);

        Assert.True(history.Runs.Count == 2, $"{what}: {history.Runs.Count} runs");
        Assert.Equal([Sunny, Stormy], history.Runs.Select(run => run.RequestId));
        Assert.Equal(what.StartsWith("several", StringComparison.Ordinal) ? 4 : 2, history.PassedOver);
        Assert.Equal(what.StartsWith("several", StringComparison.Ordinal) ? 2 : 0, history.Repeated);
    }

    [Fact]
    public async Task Log_that_is_compressed_is_read_as_it_is()
    {
        var packed = SampleLines.Gzip(Encoding.UTF8.GetBytes(SummaryOf(Sunny)));

        Assert.Single((await LogReader.ReadAsync(new MemoryStream(packed), default)).Runs);
    }

    [Fact]
    public async Task Totals_add_up_the_runs()
    {
        await WriteLogAsync(SummaryOf(Stormy, minute: 5), SummaryOf(Sunny), "other", SummaryOf(Sunny));

        var run = await CommandRun.OfAsync("summary", _folder.File("log"), "--json");

        Assert.Equal(ExitCode.Done, run.Code);
        var totals = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(2, totals.GetProperty("runs").GetInt32());
        Assert.Equal(1, totals.GetProperty("notCompleted").GetInt32());
        Assert.Equal(200, totals.GetProperty("lines").GetInt64());
        Assert.Equal(140, totals.GetProperty("sent").GetInt64());
        Assert.Equal(60, totals.GetProperty("undelivered").GetInt64());
        Assert.Equal(2, totals.GetProperty("malformed").GetInt64());
        Assert.Equal(70_000, totals.GetProperty("lagMs").GetProperty("max").GetInt64());
        Assert.Equal(2_000, totals.GetProperty("durationMs").GetProperty("max").GetInt64());
        Assert.Equal(25, totals.GetProperty("memoryHeadroomPercent").GetDouble());
        Assert.Equal(1, totals.GetProperty("passedOver").GetInt64());
        Assert.Equal(1, totals.GetProperty("repeated").GetInt64());
        var sending = totals.GetProperty("failures").GetProperty("sending");
        Assert.Equal(7, sending.GetProperty("total").GetInt64());
        var message = Assert.Single(sending.GetProperty("messages").EnumerateArray());
        Assert.Equal("31 lines <lost>", message.GetProperty("message").GetString());
        Assert.Equal(2, message.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Table_has_the_newest_runs_and_the_totals()
    {
        await WriteLogAsync(SummaryOf(Sunny), SummaryOf(Stormy, minute: 5));

        var run = await CommandRun.OfAsync("summary", _folder.File("log"), "--runs", "1");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.DoesNotContain("2026-03-04 05:00:00", run.Output, StringComparison.Ordinal);
        Assert.Contains("2026-03-04 05:05:00  partial", run.Output, StringComparison.Ordinal);
        Assert.Contains("(the newest 1 of 2 runs)", run.Output, StringComparison.Ordinal);
        Assert.Contains("memory headroom  25 %  (at least: 144 of 192 MB)", run.Output, StringComparison.Ordinal);
        Assert.Contains("2×  sending   in 1 runs: 31 lines <lost>", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summary_that_this_release_writes_is_read()
    {
        var summary = new RunSummary(new RunIdentity { RequestId = "r", MemoryLimitMb = 4096 }, TimeProvider.System);
        summary.Begin("x.log").MarkReadWhole();
        summary.Failures.Reading.Add(new Failure("no such key", "x.log"));
        await WriteLogAsync(SummaryWriter.Write(summary));

        var history = await LogReader.ReadAsync(File.OpenRead(_folder.File("log")), default);

        var read = Assert.Single(history.Runs);
        Assert.True(read.IsCompleted);
        Assert.Equal(("r", 1L, "x.log"), (read.RequestId, read.Objects, read.FirstObject));
        Assert.InRange(read.PeakMb, 1, 4095);
        Assert.Null(read.LagMs);
        Assert.Equal("no such key", Assert.Single(read.Failures[0].Messages));
    }

    [Fact]
    public void Every_stage_of_which_this_release_tells_failures_is_reviewed()
    {
        using var json = JsonDocument.Parse(
            SummaryWriter.Write(new RunSummary(new RunIdentity(), TimeProvider.System))
        );
        var told = json.RootElement.GetProperty("failures").EnumerateObject().Select(stage => stage.Name);

        Assert.Equal(told.Order(), StageFailures.Stages.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(500)]
    public async Task Page_is_whole_stands_alone_and_runs_nothing(int count)
    {
        await WriteLogAsync([.. Enumerable.Range(0, count).Select(it => SummaryOf($"{Stormy}{it}", minute: it))]);

        var run = await CommandRun.OfAsync("summary", _folder.File("log"), "--html", _folder.File("page.html"));

        Assert.Equal(ExitCode.Done, run.Code);
        var text = await File.ReadAllTextAsync(_folder.File("page.html"));
        var page = XDocument.Parse(text);
        var names = page.Descendants().Select(element => element.Name.LocalName).ToList();
        Assert.Equal(4, names.Count(name => name == "svg"));
        Assert.All(page.Descendants("svg"), svg => Assert.InRange(svg.Descendants("rect").Count(), 1, 72 * 5));
        Assert.DoesNotContain(names, name => name is "script" or "link" or "img" or "lost" or "iframe");
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", text, StringComparison.Ordinal);
        Assert.Contains("width=device-width", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 4_000, 100_000);
    }

    [Theory]
    [InlineData(Sunny, new string[0])]
    [InlineData(Stormy, new[] { "runs", "objects", "undelivered" })]
    public async Task Page_marks_what_somebody_should_look_into(string requestId, string[] expected)
    {
        await WriteLogAsync(SummaryOf(requestId));

        await CommandRun.OfAsync("summary", _folder.File("log"), "--html", _folder.File("page.html"));

        var page = XDocument.Load(_folder.File("page.html"));
        var marked = page.Descendants("div").Where(it => (string?)it.Attribute("class") == "fault");
        Assert.Equal(expected, marked.Select(it => it.Element("dt")!.Value));
    }

    [Fact]
    public async Task Bars_of_a_plot_stay_within_it()
    {
        await WriteLogAsync(SummaryOf(Sunny), SummaryOf(Stormy, minute: 3));

        await CommandRun.OfAsync("summary", _folder.File("log"), "--html", _folder.File("page.html"));

        var bars = XDocument.Load(_folder.File("page.html")).Descendants("rect").ToList();
        Assert.All(bars, bar => Assert.InRange(Number(bar, "y"), 0, 160));
        Assert.All(bars, bar => Assert.InRange(Number(bar, "y") + Number(bar, "height"), 0, 160.01));
        Assert.All(bars, bar => Assert.InRange(Number(bar, "x") + Number(bar, "width"), 0, 720));
    }

    [Theory]
    [InlineData("nothing\nof ours\n", "holds no run summary; 2 lines were passed over")]
    [InlineData("", "holds no run summary; 0 lines were passed over")]
    [InlineData("{\"_aws\":{},\"outcome\":\"\\ud800\",\"lines\":{}}", "holds no run summary; 1 lines were passed over")]
    public async Task Log_without_a_summary_fails_in_one_line(string log, string expected)
    {
        await WriteLogAsync(log);

        var run = await CommandRun.OfAsync("summary", _folder.File("log"));

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal($"logsprocessor: '{_folder.File("log")}' {expected}\n", run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Page_that_cannot_be_written_is_a_usage_fault()
    {
        await WriteLogAsync(SummaryOf(Sunny));

        var run = await CommandRun.OfAsync("summary", _folder.File("log"), "--html", _folder.File("none/page.html"));

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("a file that can be written is allowed", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "-")]
    [InlineData(999L, "999 ms")]
    [InlineData(1_500L, "1.5 s")]
    [InlineData(180_000L, "3 min")]
    [InlineData(7_560_000L, "2.1 h")]
    [InlineData(216_000_000L, "2.5 d")]
    public void Times_are_told_in_the_unit_that_fits(long? milliseconds, string expected)
    {
        Assert.Equal(expected, RunTotals.Describe(milliseconds));
    }

    private static double Number(XElement bar, string name) => (double)bar.Attribute(name)!;

    private Task WriteLogAsync(params string[] lines) =>
        File.WriteAllTextAsync(_folder.File("log"), string.Join('\n', lines));

    /// <summary>As <c>aws logs get-query-results</c> prints it: an event that is no summary, and a row without the event's text.</summary>
    private static string QueryResults()
    {
        var rows = new[]
        {
            ("@message", "START"),
            ("@message", SummaryOf(Sunny)),
            ("outcome", "completed"),
            ("@message", SummaryOf(Stormy, minute: 5)),
        };
        return JsonSerializer.Serialize(
            new
            {
                results = rows.Select(it =>
                    new[]
                    {
                        new { field = "@timestamp", value = "2026-03-04 05:00:00.000" },
                        new { field = it.Item1, value = it.Item2 },
                    }
                ),
                status = "Complete",
            },
            Indented
        );
    }

    private static string AwsLogs(bool indented) =>
        JsonSerializer.Serialize(
            new
            {
                events = new object[]
                {
                    new { timestamp = 1, message = "START\n" },
                    new { timestamp = 2, message = SummaryOf(Sunny) + "\n" },
                    new { timestamp = 3, message = SummaryOf(Stormy, minute: 5) },
                    new { timestamp = 4, message = "REPORT {\n" },
                },
                searchedLogStreams = Array.Empty<string>(),
            },
            indented ? Indented : JsonSerializerOptions.Default
        );

    /// <summary>A run of 100 lines; stormy ones lose 60 of them.</summary>
    private static string SummaryOf(string requestId, int minute = 0)
    {
        var isStormy = requestId.StartsWith(Stormy, StringComparison.Ordinal);
        var failure = new { message = "7 lines <lost>", key = "k" };
        var none = new { total = 0, lastFew = Array.Empty<object>() };
        var time = new DateTimeOffset(2026, 3, 4, 5, 0, 0, TimeSpan.Zero).AddMinutes(minute);
        return JsonSerializer.Serialize(
            new
            {
                _aws = new { Timestamp = time.ToUnixTimeMilliseconds() },
                outcome = isStormy ? "partial" : "completed",
                requestId,
                objects = new
                {
                    total = 1,
                    failed = isStormy ? 1 : 0,
                    list = new[] { new { bucket = "b", key = "k&<" } },
                },
                lines = new
                {
                    encountered = 100,
                    parsed = 99,
                    malformed = 1,
                    sent = isStormy ? 40 : 100,
                    resent = 0,
                },
                bytes = new { read = 1000 },
                failures = new
                {
                    reading = none,
                    parsing = none,
                    sending = isStormy
                        ? new
                        {
                            total = 7,
                            lastFew = new object[] { failure, failure with { message = "31 lines <lost>" } },
                        }
                        : none,
                    sockets = none,
                },
                durationMs = isStormy ? 2000 : 1000,
                deliveryLagMs = new { min = 1, max = isStormy ? 70_000 : 30_000 },
                memory = new { peakMb = isStormy ? 144 : 96, limitMb = 192 },
            }
        );
    }
}
