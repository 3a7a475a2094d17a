using System.Collections.Concurrent;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.Cli.Tests.Shipping;

public sealed class ReplayTests : IAsyncLifetime
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private S3Run _run = null!;

    public async Task InitializeAsync() => _run = await S3Run.StartAsync();

    public async Task DisposeAsync() => await _run.DisposeAsync();

    [Theory]
    [InlineData(S3Run.Region)]
    [InlineData("")]
    public async Task Only_objects_of_the_range_are_shipped_wherever_the_list_begins(string prefix)
    {
        foreach (var day in Enumerable.Range(1, 20))
        {
            _run.Put(day);
        }

        var run = await _run.RunAsync([
            "ship",
            $"s3://logs/{prefix}",
            "--out",
            _run.Kept,
            "--since",
            "2026-03-04",
            "--until",
            "2026-03-06T05:10Z",
        ]);

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(6, S3Run.SentOf(run));
        var read = _run.S3.Requests.Where(request => request.Key.Length > 0).Select(request => request.Key[^37..^29]);
        Assert.Equal(["20260304", "20260305"], read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Below_a_region_only_folders_around_the_range_are_listed()
    {
        _run.Put(1);
        _run.Put(4);

        await _run.RunAsync([
            "ship",
            $"s3://logs/{S3Run.Region}",
            "--out",
            _run.Kept,
            "--since",
            "2026-03-04",
            "--until",
            "2026-03-05",
        ]);

        var listed = _run.S3.Requests.Where(request => request.Key.Length == 0).Select(it => it.Query["prefix"][^6..]);
        Assert.Equal(["03/03/", "03/04/", "03/05/", "03/06/", "03/07/"], listed);
    }

    [Fact]
    public async Task Days_without_objects_are_no_fault_and_a_prefix_without_any_is()
    {
        _run.Put(1);

        var quiet = await _run.RunAsync(
            "ship",
            $"s3://logs/{S3Run.Region}",
            "--out",
            _run.Kept,
            "--since",
            "2026-03-09"
        );
        var wrong = await _run.RunAsync("ship", "s3://logs/AWSLog/", "--out", _run.Kept, "--since", "2026-03-09");

        Assert.Equal((ExitCode.Done, 0L), (quiet.Code, S3Run.SentOf(quiet)));
        Assert.Equal(ExitCode.Usage, wrong.Code);
        Assert.Equal("logsprocessor: no object is at 's3://logs/AWSLog/'\n", wrong.Error);
    }

    [Fact]
    public async Task Objects_are_shipped_while_the_list_goes_on()
    {
        foreach (var day in Enumerable.Range(1, 9))
        {
            _run.Put(day);
        }

        _run.S3.PageSize = 3;
        var firstIsRead = new TaskCompletionSource();
        _run.S3.Fail(
            new()
            {
                When = request => request.Key.Length > 0,
                Before = () => Task.FromResult(firstIsRead.TrySetResult()),
            }
        );
        _run.S3.Fail(
            new()
            {
                When = request => request.Query.ContainsKey("continuation-token"),
                Before = () => firstIsRead.Task.WaitAsync(Longest),
            }
        );

        var run = await _run.RunAsync("ship", "s3://logs/", "--out", _run.Kept);

        Assert.Equal((ExitCode.Done, 27L), (run.Code, S3Run.SentOf(run)));
    }

    [Fact]
    public async Task List_that_fails_on_its_way_fails_the_run_and_what_was_listed_is_shipped()
    {
        foreach (var day in Enumerable.Range(1, 4))
        {
            _run.Put(day);
        }

        _run.S3.PageSize = 2;
        _run.S3.Fail(
            FakeS3Fault.AccessDenied with
            {
                When = request => request.Query.ContainsKey("continuation-token"),
            }
        );

        var run = await _run.RunAsync("ship", "s3://logs/", "--out", _run.Kept);

        Assert.Equal((ExitCode.Failed, 6L), (run.Code, S3Run.SentOf(run)));
        Assert.Contains("logsprocessor: s3://logs/: access denied", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_list_ends_as_interrupted_though_all_that_was_begun_is_done()
    {
        _run.Put(1);
        _run.S3.PageSize = 1;
        _run.Put(2);
        using var stop = new CancellationTokenSource();
        _run.S3.Fail(
            new() { When = request => request.Query.ContainsKey("continuation-token"), Before = stop.CancelAsync }
        );

        var run = await _run.RunAsync(["ship", "s3://logs/", "--out", _run.Kept], Stream.Null, stop.Token);

        Assert.Equal(ExitCode.Interrupted, run.Code);
        Assert.NotEqual("completed", S3Run.LastOf(run).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task So_many_objects_are_open_at_once_as_asked_for()
    {
        foreach (var day in Enumerable.Range(1, 6))
        {
            _run.Put(day);
        }

        var opened = new ConcurrentBag<string>();
        var allOpen = new TaskCompletionSource();
        _run.S3.Fail(
            new()
            {
                When = request => request.Key.Length > 0,
                Before = () =>
                {
                    opened.Add("one");
                    if (opened.Count == 6)
                    {
                        allOpen.SetResult();
                    }

                    return allOpen.Task.WaitAsync(Longest);
                },
            }
        );

        var run = await _run.RunAsync("ship", "s3://logs/", "--out", _run.Kept, "--parallel", "6");

        Assert.Equal((ExitCode.Done, 18L), (run.Code, S3Run.SentOf(run)));
    }

    [Fact]
    public async Task Resumed_run_ships_what_was_not_done_and_what_has_changed()
    {
        var first = _run.Put(1);
        _run.Put(2);
        _run.S3.Fail(FakeS3Fault.AccessDenied with { When = request => request.Key == first });
        string[] line = ["ship", "s3://logs/", "--out", _run.Kept, "--resume", _run.State];

        var failed = await _run.RunAsync(line);
        _run.S3.Heal();
        var rest = await _run.RunAsync(line);
        var nothing = await _run.RunAsync(line);
        _run.Put(2, lines: 5);
        var changed = await _run.RunAsync(line);

        Assert.Equal((ExitCode.Failed, 3L), (failed.Code, S3Run.SentOf(failed)));
        Assert.Equal((ExitCode.Done, 3L), (rest.Code, S3Run.SentOf(rest)));
        Assert.Equal((ExitCode.Done, 0L), (nothing.Code, S3Run.SentOf(nothing)));
        Assert.Equal((ExitCode.Done, 5L), (changed.Code, S3Run.SentOf(changed)));
        Assert.Contains("objects left out: 2 shipped before\n", nothing.Error, StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(_run.State).Length);
        Assert.Equal(11, Documents.EventIds(await File.ReadAllLinesAsync(_run.Kept)).Distinct().Count());
    }

    [Fact]
    public async Task Object_named_by_its_key_is_resumed_too()
    {
        var key = _run.Put(1);
        _run.S3.Put("logs", key + "x", []);
        string[] line = ["ship", $"s3://logs/{key}", "--out", _run.Kept, "--resume", _run.State];

        var first = await _run.RunAsync(line);
        var second = await _run.RunAsync(line);

        Assert.Equal((3L, 0L), (S3Run.SentOf(first), S3Run.SentOf(second)));
    }

    [Fact]
    public async Task Nothing_is_recorded_when_nothing_can_be_delivered()
    {
        foreach (var day in Enumerable.Range(1, 28))
        {
            _run.Put(day);
        }

        var run = await _run.RunAsync(
            "ship",
            "s3://logs/",
            "--logstash",
            $"127.0.0.1:{Loopback.FreePort()}",
            "--connection-wait-ms",
            "50",
            "--resume",
            _run.State,
            "--parallel",
            "1"
        );

        Assert.Equal((ExitCode.Failed, 0L), (run.Code, S3Run.SentOf(run)));
        Assert.Empty(File.ReadAllLines(_run.State));
    }

    [Fact]
    public async Task Dry_run_counts_objects_and_bytes_estimates_lines_and_sends_nothing()
    {
        await using var logstash = FakeLogstash.Start(ConnectionScript.Orderly);
        _run.Put(1, lines: 10_000);
        _run.Put(2, lines: 10_000);
        _run.Put(3);
        _run.S3.Put("logs", "other.log.gz", SampleLines.Gzip(SampleLines.Classic(500)));
        var bytes = _run.S3.Keys("logs").Sum(key => (long)_run.S3.Find("logs", key)!.Content.Length);

        var run = await _run.RunAsync("ship", "s3://logs/", "--dry-run", "--logstash", logstash.Endpoint);

        Assert.Equal(ExitCode.Done, run.Code);
        var told = S3Run.LastOf(run);
        Assert.Equal(4, told.GetProperty("objects").GetInt64());
        Assert.Equal(bytes, told.GetProperty("bytes").GetInt64());
        Assert.InRange(told.GetProperty("estimatedLines").GetInt64(), 20_300, 20_700);
        Assert.Equal(500, told.GetProperty("kinds")[1].GetProperty("estimatedLines").GetInt64());
        Assert.Empty(logstash.Connections);
        Assert.Contains("dry run: nothing is sent", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_run_of_what_cannot_be_read_counts_it_and_fails()
    {
        _run.Put(1);
        _run.S3.Fail(FakeS3Fault.AccessDenied with { When = request => request.Key.Length > 0 });

        var run = await _run.RunAsync("ship", "s3://logs/", "nowhere.log", "--dry-run");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(1, S3Run.LastOf(run).GetProperty("objects").GetInt64());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, S3Run.LastOf(run).GetProperty("estimatedLines").ValueKind);
        Assert.Contains("'nowhere.log' is neither a file nor a folder", run.Error, StringComparison.Ordinal);
    }
}
