using System.Text.Json;
using LogsProcessor.Core.Summary;
using LogsProcessor.Testing;

namespace LogsProcessor.Cli.Tests.Summaries;

public sealed class LogGroupTests : IAsyncLifetime
{
    private const string Group = "/aws/lambda/ship";

    private FakeLogs _logs = null!;

    public async Task InitializeAsync()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
        _logs = await FakeLogs.StartAsync();
    }

    public async Task DisposeAsync() => await _logs.DisposeAsync();

    [Fact]
    public async Task Runs_of_all_pages_are_reviewed()
    {
        _logs.AddPage("t1", SummaryOf("one") + "\n", "the word encountered in another line\n");
        _logs.AddPage(null, SummaryOf("two"));

        var run = await RunAsync("--json");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        var totals = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(2, totals.GetProperty("runs").GetInt32());
        Assert.Equal(1, totals.GetProperty("passedOver").GetInt64());
        var query = Query();
        Assert.Equal(Group, query.GetProperty("logGroupName").GetString());
        Assert.Equal("\"encountered\"", query.GetProperty("filterPattern").GetString());
    }

    [Fact]
    public async Task Summary_of_this_release_matches_the_pattern_that_is_asked_for()
    {
        await RunAsync();

        var term = Query().GetProperty("filterPattern").GetString()!.Trim('"');
        Assert.Contains(term, SummaryOf("one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Since_is_a_time()
    {
        await RunAsync("--since", "2026-03-04T05:00Z");

        Assert.Equal(
            new DateTimeOffset(2026, 3, 4, 5, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
            Query().GetProperty("startTime").GetInt64()
        );
    }

    [Theory]
    [InlineData(null, 24 * 60)]
    [InlineData("90m", 90)]
    [InlineData("24h", 24 * 60)]
    [InlineData("7d", 7 * 24 * 60)]
    public async Task Since_is_an_age_of_a_day_if_it_is_not_given(string? since, int minutes)
    {
        var before = DateTimeOffset.UtcNow;

        await RunAsync(since is null ? [] : ["--since", since]);

        var asked = DateTimeOffset.FromUnixTimeMilliseconds(Query().GetProperty("startTime").GetInt64());
        Assert.InRange(asked.AddMinutes(minutes), before.AddMilliseconds(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Group_without_a_summary_fails_in_one_line()
    {
        var run = await RunAsync("--since", "2026-03-04");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(
            $"logsprocessor: log group '{Group}' in eu-west-1 from 2026-03-04T00:00Z holds no run summary; 0 lines were passed over\n",
            run.Error
        );
    }

    [Theory]
    [InlineData("ResourceNotFoundException", "there is no such log group")]
    [InlineData("AccessDeniedException", "access denied: the permission logs:FilterLogEvents is needed")]
    public async Task Refusal_is_a_usage_fault_in_one_line(string error, string expected)
    {
        _logs.FailNext(400, $$"""{"__type":"{{error}}"}""");

        var run = await RunAsync();

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.StartsWith(
            $"logsprocessor: log group '{Group}' in eu-west-1: {expected}",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Answer_that_is_no_page_is_a_failure()
    {
        _logs.FailNext(200, "<html>");

        Assert.Equal(ExitCode.Failed, (await RunAsync()).Code);
    }

    [Theory]
    [InlineData("--log-group g -", "--log-group is 'g': only without FILE is it allowed, which is '-'")]
    [InlineData(
        "--log-group g --since tomorrow --runs x",
        "--runs is 'x': a whole number from 0 to 2147483647 is allowed; "
            + "--since is 'tomorrow': a date (2026-03-04), a time (2026-03-04T05:00Z) or an age (90m, 24h, 7d) is allowed"
    )]
    [InlineData("--since 24h runs.log", "--since is '24h': only with --log-group is it allowed")]
    [InlineData(
        "--log-group g --endpoint-url nowhere",
        "--endpoint-url is 'nowhere': an http or https address is allowed, as in http://127.0.0.1:9000"
    )]
    public async Task Faults_of_the_arguments_are_told_together(string arguments, string expected)
    {
        var run = await CommandRun.OfAsync(
            ["summary", .. arguments.Split(' ')],
            variables: new() { ["AWS_REGION"] = "eu-west-1" }
        );

        Assert.Equal((ExitCode.Usage, $"logsprocessor: {expected}\n"), (run.Code, run.Error));
    }

    private static string SummaryOf(string requestId) =>
        SummaryWriter.Write(new RunSummary(new RunIdentity { RequestId = requestId }, TimeProvider.System));

    private JsonElement Query() => JsonDocument.Parse(_logs.Requests[0].Body).RootElement;

    private Task<CommandRun> RunAsync(params string[] options) =>
        CommandRun.OfAsync(
            ["summary", "--log-group", Group, .. options],
            variables: new() { ["AWS_REGION"] = "eu-west-1", ["AWS_ENDPOINT_URL_LOGS"] = _logs.Endpoint.AbsoluteUri }
        );
}
