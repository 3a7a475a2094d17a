using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Amazon.Runtime;
using LogsProcessor.Aws.Logs;
using LogsProcessor.Aws.Tests.Objects;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Logs;

public sealed class LogGroupTests : IAsyncLifetime
{
    private const string Name = "/aws/lambda/ship";
    private const string Subject = $"log group '{Name}' in eu-west-1";
    private const string Throttled = """{"__type":"ThrottlingException","message":"Rate exceeded"}""";

    private static readonly DateTimeOffset Since = DateTimeOffset.UnixEpoch.AddMilliseconds(1_772_600_400_123);

    private readonly QuickClock _clock = new();
    private FakeLogs _logs = null!;

    public async Task InitializeAsync() => _logs = await FakeLogs.StartAsync();

    public async Task DisposeAsync() => await _logs.DisposeAsync();

    [Fact]
    public async Task Page_is_one_signed_post_of_the_json_protocol()
    {
        _logs.AddPage(null, "one", "zwei ü\n");

        Assert.Equal(["one", "zwei ü\n"], await ReadAsync());

        var request = Assert.Single(_logs.Requests);
        Assert.Equal("/", request.Path);
        Assert.Equal("Logs_20140328.FilterLogEvents", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["Content-Type"]);
        Assert.Equal("token", request.Headers["X-Amz-Security-Token"]);
        Assert.Contains("/eu-west-1/logs/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(
            """{"logGroupName":"/aws/lambda/ship","filterPattern":"\u0022x\u0022","startTime":1772600400123,"limit":500}""",
            request.Body
        );
    }

    [Fact]
    public async Task Pages_are_read_to_the_last_though_one_between_is_empty()
    {
        _logs.AddPage("t1", "a", "b");
        _logs.AddPage("t2");
        _logs.AddPage(null, "c");

        Assert.Equal(["a", "b", "c"], await ReadAsync());

        Assert.Equal([null, "t1", "t2"], _logs.Requests.Select(TokenOf));
    }

    [Fact]
    public async Task Page_is_asked_for_only_when_the_one_before_is_used_up()
    {
        _logs.AddPage("t1", "a", "b");
        _logs.AddPage(null, "c");
        using var group = Open();

        await using var messages = group.ReadAsync("", Since, default).GetAsyncEnumerator();
        await messages.MoveNextAsync();
        await messages.MoveNextAsync();

        Assert.Equal(("b", 1), (messages.Current, _logs.Requests.Count));
        await messages.MoveNextAsync();
        Assert.Equal(("c", 2), (messages.Current, _logs.Requests.Count));
    }

    [Theory]
    [InlineData(400, Throttled)]
    [InlineData(503, """{"__type":"ServiceUnavailableException"}""")]
    [InlineData(500, "{}")]
    public async Task Bad_moment_between_pages_is_passed_over(int status, string answer)
    {
        _logs.AddPage("t1", "a");
        _logs.FailNext(status, answer);
        _logs.FailNext(status, answer);
        _logs.AddPage(null, "b");

        Assert.Equal(["a", "b"], await ReadAsync());

        Assert.Equal([null, "t1", "t1", "t1"], _logs.Requests.Select(TokenOf));
    }

    [Fact]
    public async Task Throttling_without_end_is_given_up_after_five_attempts()
    {
        Enumerable.Range(0, 10).ToList().ForEach(_ => _logs.FailNext(400, Throttled));

        var exception = await FailAsync();

        Assert.Equal($"{Subject}: CloudWatch Logs did not list the events (400 {Throttled})", exception.Message);
        Assert.False(exception.IsLasting);
        Assert.Equal(5, _logs.Requests.Count);
    }

    [Theory]
    [InlineData(
        """{"__type":"ResourceNotFoundException","message":"The specified log group does not exist."}""",
        "there is no such log group; the name is asked for in the region that AWS_REGION names"
    )]
    [InlineData(
        """{"__type":"AccessDeniedException"}""",
        """access denied: the permission logs:FilterLogEvents is needed (400 {"__type":"AccessDeniedException"})"""
    )]
    [InlineData(
        """{"__type":"ExpiredTokenException"}""",
        """CloudWatch Logs did not list the events (400 {"__type":"ExpiredTokenException"})"""
    )]
    public async Task Refusal_is_final_and_says_what_is_missing(string answer, string expected)
    {
        _logs.FailNext(400, answer);

        var exception = await FailAsync();

        Assert.Equal($"{Subject}: {expected}", exception.Message);
        Assert.True(exception.IsLasting);
        Assert.Single(_logs.Requests);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"events":{}}""")]
    public async Task Answer_that_is_no_page_is_a_fault(string answer)
    {
        _logs.FailNext(200, answer);

        var exception = await FailAsync();

        Assert.Equal($"{Subject}: {_logs.Endpoint} did not answer with log events", exception.Message);
        Assert.False(exception.IsLasting);
    }

    [Fact]
    public async Task Page_that_leads_to_itself_is_a_fault()
    {
        _logs.AddPage("t1", "a");
        _logs.AddPage("t1", "a");

        var exception = await FailAsync();

        Assert.Equal($"{Subject}: {_logs.Endpoint} leads from page 't1' to the same page", exception.Message);
    }

    [Fact]
    public async Task Service_that_does_not_answer_in_time_is_said()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        _clock.IsStalled = true;
        using var group = Open(new Uri($"http://{silent.LocalEndpoint}"));

        var exception = await Assert.ThrowsAsync<LogGroupException>(async () =>
            await group.ReadAsync("", Since, default).ToListAsync()
        );

        Assert.Equal($"{Subject}: CloudWatch Logs did not answer within 30 s", exception.Message);
    }

    [Fact]
    public async Task Reading_is_stopped_by_who_asked_for_it()
    {
        using var group = Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await group.ReadAsync("", Since, new CancellationToken(canceled: true)).ToListAsync()
        );
    }

    [Fact]
    public async Task Time_before_1970_is_as_good_as_1970()
    {
        using var group = Open();

        await group.ReadAsync("", DateTimeOffset.MinValue, default).ToListAsync();

        Assert.Contains("\"startTime\":0,", Assert.Single(_logs.Requests).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-west-1", "https://logs.eu-west-1.amazonaws.com/")]
    [InlineData("us-gov-west-1", "https://logs.us-gov-west-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://logs.cn-north-1.amazonaws.com.cn/")]
    public void Region_gives_the_address(string region, string address) =>
        Assert.Equal(address, LogGroup.AddressIn(region).AbsoluteUri);

    private static string? TokenOf(JsonServiceRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.TryGetProperty("nextToken", out var token) ? token.GetString() : null;
    }

    private Task<LogGroupException> FailAsync() => Assert.ThrowsAsync<LogGroupException>(ReadAsync);

    private async Task<List<string>> ReadAsync()
    {
        using var group = Open();
        return await group.ReadAsync("\"x\"", Since, default).ToListAsync();
    }

    private LogGroup Open(Uri? endpoint = null) =>
        new(
            Name,
            new LogGroupOptions { Endpoint = endpoint ?? _logs.Endpoint, Region = "eu-west-1" },
            _clock,
            () => new SessionAWSCredentials("AKIDEXAMPLE", "secret", "token")
        );
}
