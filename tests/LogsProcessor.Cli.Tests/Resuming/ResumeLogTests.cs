using LogsProcessor.Cli.Resuming;
using LogsProcessor.Core;
using LogsProcessor.Core.Summary;
using LogsProcessor.Testing;

namespace LogsProcessor.Cli.Tests.Resuming;

public sealed class ResumeLogTests : IDisposable
{
    private static readonly ObjectIdentity Stored = new("logs", "a b/ü.log", "etag-1");
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public ResumeLogTests() => _path = _folder.File("state");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_recorded_is_done_for_the_next_run_and_another_content_is_not()
    {
        Record(Stored, new ObjectIdentity("", "x.log", "5-17"));

        Assert.Equal("""{"bucket":"logs","key":"a b/ü.log","etag":"etag-1"}""", ReadLines()[0]);
        using var log = ResumeLog.Open(_path);
        Assert.Equal(2, log.Restored);
        Assert.True(log.IsDone(Stored));
        Assert.True(log.IsDone(new ObjectIdentity("", Path.GetFullPath("x.log"), "5-17")));
        Assert.False(log.IsDone(Stored with { ETag = "etag-2" }));
        Assert.False(log.IsDone(Stored with { Bucket = "other" }));
    }

    [Fact]
    public void What_comes_through_a_pipe_is_not_recorded()
    {
        Record(new ObjectIdentity("", "stdin", Guid.NewGuid().ToString("N")));

        Assert.Empty(ReadLines());
    }

    [Theory]
    [InlineData("""{"bucket":"lo""")]
    [InlineData("""{"bucket":"logs","key":"k","etag":"e"}""")]
    public void Last_line_without_its_end_is_dropped_and_the_next_begins_where_it_began(string cut)
    {
        Record(Stored);
        File.AppendAllText(_path, cut);

        using (var log = ResumeLog.Open(_path))
        {
            Assert.True(log.WasCut);
            Assert.Equal(1, log.Restored);
            log.Record([Stored with { Key = "next" }]);
        }

        Assert.Equal(2, ReadLines().Length);
        Assert.EndsWith("\"key\":\"next\",\"etag\":\"etag-1\"}", ReadLines()[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json\n")]
    [InlineData("{\"bucket\":\"b\",\"key\":\"k\"}\n")]
    [InlineData("\n")]
    public void File_of_another_kind_is_refused_and_left_as_it_is(string content)
    {
        Record(Stored);
        File.AppendAllText(_path, content);
        var before = File.ReadAllText(_path);

        var fault = Assert.Throws<UsageException>(() => ResumeLog.Open(_path));

        Assert.StartsWith(
            $"--resume is '{_path}': its line 2 is none of a state file",
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(before, File.ReadAllText(_path));
    }

    [Fact]
    public void Second_run_on_the_same_file_is_refused_while_the_first_has_it()
    {
        using (ResumeLog.Open(_path))
        {
            var fault = Assert.Throws<UsageException>(() => ResumeLog.Open(_path));
            Assert.Equal($"--resume is '{_path}': another run is using this state file", fault.Message);
        }

        ResumeLog.Open(_path).Dispose();
    }

    [Fact]
    public void File_that_cannot_be_written_is_a_usage_fault()
    {
        var fault = Assert.Throws<UsageException>(() => ResumeLog.Open(_folder.File("none/state")));

        Assert.Contains("a file that can be written is allowed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Object_is_recorded_when_its_last_line_is_confirmed_and_once()
    {
        var summary = new RunSummary(new RunIdentity(), TimeProvider.System);
        using (var log = ResumeLog.Open(_path))
        {
            var watch = new CompletionWatch(log, summary, TimeProvider.System);
            var begun = summary.Begin("one");
            begun.Identity = Stored;
            watch.RecordDone();
            Assert.Equal(0, log.Recorded);

            begun.MarkReadWhole();
            watch.RecordDone();
            watch.RecordDone();
            Assert.Equal(1, log.Recorded);

            var excess = summary.Begin("two");
            excess.Identity = Stored with { Key = "two" };
            excess.MarkReadWhole();
            excess.AddSent(1);
            watch.RecordDone();
            Assert.Equal(1, log.Recorded);
        }

        Assert.Single(ReadLines());
    }

    private void Record(params ObjectIdentity[] done)
    {
        using var log = ResumeLog.Open(_path);
        log.Record(done);
    }

    private string[] ReadLines() => File.ReadAllLines(_path);
}
