using System.IO.Compression;
using System.Text;
using System.Text.Json;
using LogsProcessor.Testing;

namespace LogsProcessor.Cli.Tests.Checking;

public sealed class CheckTests : IDisposable
{
    private const string Schema = """
        {"fields":[{"name":"id","type":"integer"},{"name":"name","constraints":{"maxLength":3}}]}
        """;

    private readonly TemporaryFolder _folder = new();

    public CheckTests() => File.WriteAllText(SchemaFile, Schema);

    private string SchemaFile => _folder.File("schema.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Valid_file_ends_with_0_and_the_summary()
    {
        var run = await CommandRun.OfAsync("check", Write("id,name\n1,a\n"), "--schema", SchemaFile);

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.StartsWith("valid: 1 rows, 1 valid, 0 invalid, 0 errors\n", run.Error, StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(Assert.Single(Lines(run.Output)));
        Assert.Equal("completed", summary.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(1, summary.RootElement.GetProperty("rows").GetProperty("valid").GetInt32());
        Assert.Equal(1, summary.RootElement.GetProperty("RowsRead").GetInt32());
    }

    [Fact]
    public async Task Invalid_file_ends_with_1_and_a_table_of_its_errors()
    {
        var file = Write("id,name\n1,a\nx,\"long\n\u001b[31mname\"\n3,long\n");

        var run = await CommandRun.OfAsync("check", file, "--schema", SchemaFile);

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(
            """
            COLUMN  RULE       EXPECTED  ERRORS
            id      type       integer        1
            name    maxLength  3              2

            ROW  LINE  COLUMN  RULE       VALUE
              2     3  id      type       x
              2     3  name    maxLength  long\x0A\x1B[31mname
              3     5  name    maxLength  long


            """,
            run.Output[..run.Output.LastIndexOf("{\"_aws\"", StringComparison.Ordinal)]
        );
        Assert.StartsWith("not valid: 3 rows, 1 valid, 2 invalid, 3 errors\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_and_report_go_where_they_are_asked_for()
    {
        var (output, report) = (_folder.File("out.csv.gz"), _folder.File("report.json"));
        var file = Write("id,name\n1,a\nx,b\n");

        var run = await CommandRun.OfAsync("check", file, "--schema", SchemaFile, "--out", output, "--report", report);

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal("id,name,valid,errors\n1,a,true,\nx,b,false,\"id: type integer\"\n", await InflateAsync(output));
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(report));
        var broken = json.RootElement.GetProperty("broken")[0];
        Assert.Equal("id", broken.GetProperty("column").GetString());
        Assert.Equal(2, broken.GetProperty("samples")[0].GetProperty("row").GetInt32());
        Assert.False(json.RootElement.GetProperty("valid").GetBoolean());
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.part"));
    }

    [Fact]
    public async Task Standard_input_is_checked_like_a_file_and_written_as_text()
    {
        var output = _folder.File("out.csv");
        using var input = new MemoryStream("id,name\n1,a\n"u8.ToArray());

        var run = await CommandRun.OfAsync(["check", "-", "--schema", SchemaFile, "--out", output], input);

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal("id,name,valid,errors\n1,a,true,\n", await File.ReadAllTextAsync(output));
    }

    [Theory]
    [InlineData("--out")]
    [InlineData("--report")]
    public async Task File_that_cannot_be_written_is_told_before_anything_is_checked(string option)
    {
        var run = await CommandRun.OfAsync(
            "check",
            Write("id,name\n1,a\n"),
            "--schema",
            SchemaFile,
            option,
            _folder.File("none/x")
        );

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(
            $"{option} is '{_folder.File("none/x")}': a file that can be written",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("--out", "schema.json")]
    [InlineData("--out", "report.json")]
    [InlineData("--out", "./in.csv")]
    [InlineData("--report", "in.csv")]
    [InlineData("--out", "")]
    public async Task Result_takes_the_place_of_nothing_else(string option, string name)
    {
        var file = Write("id,name\n1,a\n");
        File.Move(file, _folder.File("in.csv"));
        string[] report = option == "--report" ? [] : ["--report", _folder.File("report.json")];

        var run = await CommandRun.OfAsync([
            "check",
            _folder.File("in.csv"),
            "--schema",
            SchemaFile,
            option,
            _folder.File(name),
            .. report,
        ]);

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.StartsWith($"logsprocessor: {option} is ", run.Error, StringComparison.Ordinal);
        Assert.Equal("id,name\n1,a\n", await File.ReadAllTextAsync(_folder.File("in.csv")));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public async Task Device_is_written_to_as_it_is()
    {
        // What a shell's >(…) is, too.
        await using var behind = new FileStream(_folder.File("behind"), FileMode.Create, FileAccess.ReadWrite);
        var device = $"/dev/fd/{behind.SafeFileHandle.DangerousGetHandle()}";

        var run = await CommandRun.OfAsync("check", Write("id,name\n1,a\n"), "--schema", SchemaFile, "--out", device);

        Assert.Equal(
            (ExitCode.Done, "id,name,valid,errors\n1,a,true,\n"),
            (run.Code, new StreamReader(behind).ReadToEnd())
        );
    }

    [Fact]
    public async Task Interrupted_check_ends_with_130_and_leaves_no_output()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var output = _folder.File("out.csv");
        using var input = new MemoryStream("id,name\n"u8.ToArray());

        var run = await CommandRun.OfAsync(
            ["check", "-", "--schema", SchemaFile, "--out", output],
            input,
            stop: stop.Token
        );

        Assert.Equal(ExitCode.Interrupted, run.Code);
        Assert.Equal([SchemaFile], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Example_of_the_page_is_what_the_commands_print()
    {
        var page = await File.ReadAllTextAsync(Repository.PathOf("src", "LogsProcessor.Check", "README.md"));
        var output = _folder.File("checked.csv");
        var schema = await CommandRun.OfAsync("generate", "csv", "--schema");
        var rows = await CommandRun.OfAsync("generate", "csv", "--rows", "1000");
        await File.WriteAllTextAsync(SchemaFile, schema.Output);

        var run = await CommandRun.OfAsync("check", Write(rows.Output), "--schema", SchemaFile, "--out", output);

        Assert.Contains(
            "```\n" + run.Output[..run.Output.IndexOf("{\"_aws\"", StringComparison.Ordinal)],
            page,
            StringComparison.Ordinal
        );
        Assert.Contains((await File.ReadAllLinesAsync(output))[267], page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 6, 0)]
    [InlineData(true, 33, 0)]
    [InlineData(false, 6, 100)]
    [InlineData(true, 33, 100)]
    public async Task Generated_rows_keep_or_break_their_schema_as_asked(bool isWide, int columns, int invalid)
    {
        string[] width = isWide ? ["--wide"] : [];
        var schema = await CommandRun.OfAsync([.. width.Prepend("csv").Prepend("generate"), "--schema"]);
        var rows = await CommandRun.OfAsync(["generate", "csv", "--rows", "500", "--invalid", $"{invalid}", .. width]);
        await File.WriteAllTextAsync(SchemaFile, schema.Output);

        var run = await CommandRun.OfAsync("check", Write(rows.Output), "--schema", SchemaFile);

        Assert.Equal(columns, rows.Output.Split('\n')[0].Split(',').Length);
        Assert.Contains(
            $"500 rows, {500 - (invalid * 5)} valid, {invalid * 5} invalid, {invalid * 5} errors",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Generated_rows_are_the_same_for_the_same_seed_and_the_beginning_of_more()
    {
        var few = await CommandRun.OfAsync("generate", "csv", "--rows", "50", "--seed", "7");
        var more = await CommandRun.OfAsync("generate", "csv", "--rows", "60", "--seed", "7");
        var other = await CommandRun.OfAsync("generate", "csv", "--rows", "50", "--seed", "8");

        Assert.StartsWith(few.Output, more.Output, StringComparison.Ordinal);
        Assert.NotEqual(few.Output, other.Output);
    }

    private string Write(string text)
    {
        var path = _folder.File("file.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> InflateAsync(string path)
    {
        await using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
