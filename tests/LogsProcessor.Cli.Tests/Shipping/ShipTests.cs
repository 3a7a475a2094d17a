using System.Text;
using System.Text.Json;
using LogsProcessor.Cli.Generating;
using LogsProcessor.Cli.Shipping;
using LogsProcessor.Core.Formats;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.Cli.Tests.Shipping;

public sealed class ShipTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ShipTests()
    {
        File.WriteAllBytes(_folder.File("a.log"), Lines(LogFormat.Alb, 300));
        File.WriteAllBytes(_folder.File("b.log"), Lines(LogFormat.Classic, 200));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_receiver_one_of_its_own_keeps_every_document()
    {
        var kept = _folder.File("shipped.ndjson");

        var run = await CommandRun.OfAsync("ship", _folder.Path, "--out", kept, "--connections", "2");

        Assert.Equal(ExitCode.Done, run.Code);
        var summary = SummaryOf(run);
        Assert.Equal("completed", summary.GetProperty("outcome").GetString());
        Assert.Equal(500, summary.GetProperty("lines").GetProperty("sent").GetInt64());
        Assert.InRange(summary.GetProperty("connections").GetProperty("peak").GetInt64(), 1, 2);
        Assert.Equal(500, Documents.EventIds(await File.ReadAllLinesAsync(kept)).Distinct().Count());
        Assert.Contains(
            "no --logstash: shipping to a receiver of its own on 127.0.0.1:",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "completed: 500 of 500 lines sent and confirmed, 0 malformed\n",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.Contains($"500 documents received; they are in {kept}\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receiver_of_the_environment_gets_the_documents_with_the_values_of_options_and_environment()
    {
        await using var logstash = FakeLogstash.Start(ConnectionScript.Orderly);

        var run = await CommandRun.OfAsync(
            ["ship", _folder.File("b.log"), "--layout", "aws", "--application", "shop", "--tags", "one, two"],
            variables: new()
            {
                ["LOGSTASH_HOSTS"] = logstash.Endpoint,
                ["EVENT_COMPONENT"] = "edge",
                ["EVENT_APPLICATION"] = "other",
            }
        );

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(200, logstash.ConfirmedLines.Count);
        var document = JsonDocument.Parse(logstash.ConfirmedLines[0]).RootElement;
        Assert.Equal("shop", document.GetProperty("application").GetString());
        Assert.Equal("edge", document.GetProperty("component").GetString());
        Assert.Equal(["one", "two"], document.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        var summary = SummaryOf(run);
        Assert.Equal("shop", summary.GetProperty("Application").GetString());
    }

    [Fact]
    public async Task Source_that_is_missing_beside_others_is_told_and_the_others_are_shipped()
    {
        var run = await CommandRun.OfAsync("ship", "nowhere.log", _folder.File("a.log"), "--out", _folder.File("out"));

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal("partial", SummaryOf(run).GetProperty("outcome").GetString());
        Assert.Equal(300, SummaryOf(run).GetProperty("lines").GetProperty("sent").GetInt64());
        Assert.Contains(
            "logsprocessor: nowhere.log: 'nowhere.log' is neither a file nor a folder\n",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Receiver_that_is_not_there_is_told_in_one_line_and_nothing_counts_as_sent()
    {
        var port = Loopback.FreePort();

        var run = await CommandRun.OfAsync(
            "ship",
            _folder.Path,
            "--logstash",
            $"127.0.0.1:{port}",
            // Long enough for both objects to be begun: one that is not is told, too.
            "--connection-wait-ms",
            "1000"
        );

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal("failed", SummaryOf(run).GetProperty("outcome").GetString());
        Assert.Equal(0, SummaryOf(run).GetProperty("lines").GetProperty("sent").GetInt64());
        var complaint = Assert.Single(
            run.Error.Split('\n'),
            line => line.StartsWith("logsprocessor: ", StringComparison.Ordinal)
        );
        Assert.Contains($"127.0.0.1:{port}", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_run_delivers_what_was_read_and_tells_its_summary()
    {
        using var stop = new CancellationTokenSource();
        using var input = new EndlessInput(Lines(LogFormat.Alb, 50), stop.Cancel);

        var run = await CommandRun.OfAsync(["ship", "-", "--out", _folder.File("out")], input, stop: stop.Token);

        Assert.Equal(ExitCode.Interrupted, run.Code);
        var lines = SummaryOf(run).GetProperty("lines");
        Assert.Equal(50, lines.GetProperty("encountered").GetInt64());
        Assert.Equal(50, lines.GetProperty("sent").GetInt64());
        Assert.Contains("partial: 50 of 50 lines sent", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_below_a_prefix_in_s3_are_shipped()
    {
        await using var s3 = await FakeS3.StartAsync();
        s3.Put("logs", "AWSLogs/", []);
        s3.Put("logs", "AWSLogs/a.log", Lines(LogFormat.Alb, 30));
        s3.Put("logs", "AWSLogs/deep/b.log", Lines(LogFormat.Nlb, 20));
        s3.Put("logs", "other/c.log", Lines(LogFormat.Nlb, 10));
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");

        var run = await CommandRun.OfAsync(
            "ship",
            "s3://logs/AWSLogs/",
            "s3://logs/missing.log",
            "--endpoint-url",
            s3.Endpoint.AbsoluteUri,
            "--path-style",
            "on",
            "--out",
            _folder.File("out")
        );

        Assert.Equal(ExitCode.Failed, run.Code);
        var summary = SummaryOf(run);
        Assert.Equal(3, summary.GetProperty("objects").GetProperty("total").GetInt64());
        Assert.Equal(2, summary.GetProperty("objects").GetProperty("completed").GetInt64());
        Assert.Equal(50, summary.GetProperty("lines").GetProperty("sent").GetInt64());
        Assert.Contains("logsprocessor: s3://logs/missing.log: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000, 2_500_000, 2.0, "500 lines/s, 1.2 MB/s")]
    [InlineData(2_468_000, 0, 2.0, "1,234,000 lines/s, 0.0 MB/s")]
    [InlineData(0, 0, 0.0, "0 lines/s, 0.0 MB/s")]
    public void Pace_is_told_in_lines_and_megabytes_a_second(long lines, long bytes, double seconds, string expected)
    {
        Assert.Equal(expected, ShipPace.Describe(lines, bytes, TimeSpan.FromSeconds(seconds)));
    }

    private static JsonElement SummaryOf(CommandRun run) =>
        JsonDocument.Parse(Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;

    private static byte[] Lines(LogFormat format, int lines)
    {
        using var output = new MemoryStream();
        new LineGenerator(format, seed: 5, LineGenerator.GenerationsOf(format)[^1]).Write(output, lines, default);
        return output.ToArray();
    }

    /// <summary>A terminal that gives some lines, then tells that its reader waits, and gives nothing more until it is closed.</summary>
    private sealed class EndlessInput(byte[] content, Action waits) : MemoryStream(content)
    {
        private readonly ManualResetEventSlim _closed = new();

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            if (read == 0)
            {
                waits();
                _closed.Wait();
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            _closed.Set();
            base.Dispose(disposing);
        }
    }
}
