using LogsProcessor.Core.Summary;
using LogsProcessor.Testing;

namespace LogsProcessor.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "Required command was not provided (see 'logsprocessor --help')")]
    [InlineData("sihp", "'sihp'")]
    [InlineData("ship", "Required argument 'SOURCE' missing for command: 'ship'")]
    [InlineData("ship --bogus", "'--bogus' is not an option (see 'logsprocessor ship --help')")]
    [InlineData("ship x --format", "Required argument missing for option: '--format'")]
    [InlineData("ship no-such.log", "'no-such.log' is neither a file nor a folder")]
    [InlineData("ship no-such*.log", "no file matches 'no-such*.log'")]
    [InlineData("ship x --format xyz", "--format is 'xyz': allowed: auto, clb, alb, alb_conn, alb_hc, nlb")]
    [InlineData("ship x --connections 501", "--connections is '501': a whole number from 1 to 500 is allowed")]
    [InlineData("ship x --logstash nowhere", "--logstash is 'nowhere': host:port[,host:port] is allowed")]
    [InlineData("ship x --tls", "--tls is 'on': only with --logstash")]
    [InlineData("ship x --logstash h:1 --out y", "--out is 'y': only without --logstash")]
    [InlineData("ship s3:// --endpoint-url http://127.0.0.1:1", "'s3://' is no place in S3")]
    [InlineData("ship s3://b/k --endpoint-url x", "--endpoint-url is 'x': an http or https address is allowed")]
    [InlineData("ship x --parallel 65", "--parallel is '65': a whole number from 1 to 64 is allowed")]
    [InlineData("ship x --since soon", "--since is 'soon': a date (2026-03-04), a time (2026-03-04T05:00Z) or an age")]
    [InlineData("ship x --since 1d --until 2d", "--until is '2d': a time after that of --since is allowed")]
    [InlineData("redrive no-such.json --endpoint-url http://127.0.0.1:1", "'no-such.json' is not a file")]
    [InlineData("summary no-such.log", "'no-such.log' is not a file")]
    [InlineData("summary --runs x", "--runs is 'x': a whole number from 0 to 2147483647 is allowed")]
    [InlineData("check x.csv", "--schema is not set: the file of a Table Schema is needed")]
    [InlineData("check x.csv --schema no-such.json", "--schema is 'no-such.json': Could not find file")]
    [InlineData("check x.csv --unique-mb -1", "--unique-mb is '-1': a whole number from 0 to 4096 is allowed")]
    [InlineData("generate csv --rows 0", "--rows is '0': a whole number from 1 to 2147483647 is allowed")]
    [InlineData("parse no-such.log", "'no-such.log' is not a file")]
    [InlineData("parse --layout original --format nlb", "--format is 'nlb': layout 'original'")]
    [InlineData("explain", "Required argument 'LINE' missing for command: 'explain'")]
    [InlineData("listen abc", "PORT is 'abc': a whole number from 0 to 65535 is allowed")]
    [InlineData("listen 0 --address here", "--address is 'here': an IP address of this machine is allowed")]
    [InlineData("generate", "--format is not set: allowed: clb, alb, alb_conn, alb_hc, nlb")]
    [InlineData("generate --format alb --lines 0", "--lines is '0': a whole number from 1 to 2147483647 is allowed")]
    [InlineData("generate --format clb --generation 13", "--generation is '13': allowed for clb: 12, 15")]
    public async Task Usage_fault_is_one_line_that_names_it_and_exit_code_2(string line, string expected)
    {
        var run = await CommandRun.OfAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.StartsWith("logsprocessor: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(character => character == '\n'));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task All_wrong_settings_are_told_at_once_by_option_or_variable()
    {
        var run = await CommandRun.OfAsync(
            ["ship", "x", "--layout", "flat"],
            variables: new() { ["CONNECTION_LIMIT"] = "0", ["LAYOUT"] = "ecs" }
        );

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Equal(
            "logsprocessor: --layout is 'flat': allowed: ecs, aws, original; "
                + "CONNECTION_LIMIT is '0': a whole number from 1 to 500 is allowed\n",
            run.Error
        );
    }

    [Theory]
    [InlineData("ship")]
    [InlineData("redrive")]
    [InlineData("summary")]
    [InlineData("check")]
    [InlineData("parse")]
    [InlineData("explain")]
    [InlineData("listen")]
    [InlineData("generate")]
    public async Task Help_of_a_verb_has_its_examples(string verb)
    {
        var run = await CommandRun.OfAsync(verb, "--help");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("Examples:\n  logsprocessor " + verb, run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Version_is_that_of_the_product()
    {
        var run = await CommandRun.OfAsync("--version");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(RunIdentity.ProductVersion + "\n", run.Output);
    }

    [Fact]
    public async Task Argument_that_begins_with_an_at_sign_is_a_name_and_no_response_file()
    {
        var run = await CommandRun.OfAsync("parse", "@list.txt");

        Assert.Equal("logsprocessor: '@list.txt' is not a file\n", run.Error);
    }

    [Fact]
    public async Task Output_that_nobody_reads_any_more_ends_quietly()
    {
        await File.WriteAllTextAsync(_folder.File("one.log"), "no log line\n");

        var generated = await CommandRun.OfClosedAsync("generate", "--format", "clb", "--lines", "2000000000");
        var parsed = await CommandRun.OfClosedAsync("parse", _folder.File("one.log"));

        Assert.Equal((ExitCode.Done, ""), (generated.Code, generated.Error));
        Assert.Equal((ExitCode.Done, ""), (parsed.Code, parsed.Error));
    }

    [Theory]
    [InlineData("ship cut.log.gz --out kept.ndjson", "the gzip data is truncated or corrupt")]
    [InlineData("ship cut.log.gz --dry-run", "the gzip data is truncated or corrupt")]
    [InlineData("check wrong.csv --schema schema.json", "not valid: 1 rows, 0 valid, 1 invalid, 1 errors")]
    [InlineData("explain nonsense --format alb", "")]
    public async Task A_run_that_failed_says_so_by_its_exit_code_though_nobody_reads_what_it_reports(
        string line,
        string expected
    )
    {
        await File.WriteAllBytesAsync(_folder.File("cut.log.gz"), [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 7, 7, 7]);
        await File.WriteAllTextAsync(_folder.File("wrong.csv"), "id\nx\n");
        await File.WriteAllTextAsync(_folder.File("schema.json"), """{"fields":[{"name":"id","type":"integer"}]}""");
        var args = line.Split(' ').Select(it => it.Contains('.', StringComparison.Ordinal) ? _folder.File(it) : it);

        var run = await CommandRun.OfClosedAsync([.. args]);

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
