using System.IO.Compression;
using System.Text;
using System.Text.Json;
using LogsProcessor.Testing;

namespace LogsProcessor.Cli.Tests.Parsing;

public sealed class ParseTests : IDisposable
{
    private const string Line = "http 2026-03-04T05:06:07.080910Z 0.5 172.31.20.97:80 edge-targets PASS 200 -\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Documents_go_to_standard_output_and_counts_to_standard_error()
    {
        await File.WriteAllTextAsync(_folder.File("one.log"), Line + "broken\n\n" + Line);

        var run = await CommandRun.OfAsync(
            "parse",
            _folder.File("one.log"),
            "--layout",
            "aws",
            "--environment",
            "Test"
        );

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal("4 lines: 2 parsed, 1 malformed, 1 skipped\n", run.Error);
        var documents = run
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => JsonDocument.Parse(text).RootElement)
            .ToList();
        Assert.Equal(3, documents.Count);
        Assert.Equal(0.5, documents[0].GetProperty("latency").GetDouble());
        Assert.Equal("broken", documents[1].GetProperty("event_original").GetString());
        Assert.All(documents, document => Assert.Equal("Test", document.GetProperty("environment").GetString()));
        Assert.Equal(3, documents.Select(document => document.GetProperty("event_id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Standard_input_may_be_gzip_and_the_key_says_where_it_comes_from()
    {
        using var input = new MemoryStream();
        await using (var gzip = new GZipStream(input, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.ASCII.GetBytes(Line));
        }

        input.Position = 0;
        const string Key =
            "AWSLogs/111122223333/elasticloadbalancing/eu-west-1/2026/03/04/health_check_log_111122223333_elasticloadbalancing_eu-west-1_app.edge-lb.0123456789abcdef_20260304T0510Z_10.20.0.5_abc.log.gz";

        var run = await CommandRun.OfAsync(["parse", "--key", Key, "--keep-original"], input);

        Assert.Equal(ExitCode.Done, run.Code);
        var document = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("eu-west-1", document.GetProperty("cloud").GetProperty("region").GetString());
        Assert.Equal(Line.TrimEnd(), document.GetProperty("event").GetProperty("original").GetString());
    }

    [Fact]
    public async Task Content_that_is_no_log_text_fails_with_its_reason()
    {
        await File.WriteAllBytesAsync(_folder.File("cut.log"), [0x1F, 0x8B, 8, 0]);

        var run = await CommandRun.OfAsync("parse", _folder.File("cut.log"));

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(
            $"logsprocessor: {_folder.File("cut.log")}: the gzip data is truncated or corrupt\n"
                + "0 lines: 0 parsed, 0 malformed, 0 skipped\n",
            run.Error
        );
    }

    [Fact]
    public async Task Format_is_that_of_the_environment_where_no_option_says_another()
    {
        using var input = new MemoryStream(Encoding.ASCII.GetBytes(Line));

        var run = await CommandRun.OfAsync(["parse"], input, new() { ["FORMAT"] = "clb" });

        Assert.Equal("1 lines: 0 parsed, 1 malformed, 0 skipped\n", run.Error);
    }
}
