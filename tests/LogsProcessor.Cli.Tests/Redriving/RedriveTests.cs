using System.Text;
using System.Text.Json;
using LogsProcessor.Cli.Redriving;
using LogsProcessor.Cli.Tests.Shipping;
using LogsProcessor.Testing;

namespace LogsProcessor.Cli.Tests.Redriving;

public sealed class RedriveTests
{
    private static readonly string Event = EventOf("a%2Fone.log");
    private static readonly string PulledMessage = $$"""{"MessageId":"m","Body":{{Quote(Event)}} }""";

    public static TheoryData<string, string> Wrappings =>
        new()
        {
            { "the event itself", Event },
            { "a message of receive-message", Json("Messages", $"[{PulledMessage}]") },
            { "a message alone", PulledMessage },
            { "an SQS event", Records(Message(Event)) },
            { "an SNS event", Records(Json("Sns", Json("Message", Quote(Event)))) },
            { "an on-failure record", Json("requestPayload", Event) },
            { "an on-failure record with text", Json("requestPayload", Quote(Event)) },
            { "an on-failure record in a message", Message(Json("requestPayload", Event)) },
            { "an on-failure record of an SQS event", Json("requestPayload", Records(Message(Event))) },
            { "an SQS event in a message", Message(Records(Message(Event))) },
            { "an on-failure event of a bus", Json("detail", Json("requestPayload", Event)) },
            { "an on-failure record through a topic", Message(Notification(Json("requestPayload", Event))) },
            { "an event through a topic", Message(Notification(Event)) },
            { "lines behind a byte order mark", "\uFEFF" + Event.Replace(",", ",\n", StringComparison.Ordinal) },
        };

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void Event_is_found_in(string what, string text)
    {
        var found = Assert.Single(Read(text));

        Assert.True(found.Message.Fault is null, $"{what}: {found.Message.Fault}");
        var reference = Assert.Single(found.Message.Objects);
        Assert.Equal(("logs", "a/one.log"), (reference.Bucket, reference.Key));
    }

    [Fact]
    public void Records_are_counted_through_lines_and_arrays_and_a_broken_line_takes_no_other_with_it()
    {
        var found = Read($"{Message(Event)}\n\nno json\n[{Event},{{\"a\":1}}]\n");

        Assert.Equal([1, 2, 3, 4], found.Select(failed => failed.Record));
        Assert.Equal("m", found[0].Message.MessageId);
        Assert.Equal("line 3 is not JSON: it begins 'no json'", found[1].Message.Fault);
        Assert.Single(found[2].Message.Objects);
        Assert.Contains("of no known kind", found[3].Message.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_that_holds_several_is_one_that_fails_as_one()
    {
        var found = Assert.Single(Read(Message(Records(Message(Event), Message("x", "n")))));

        Assert.Equal("m", found.Message.MessageId);
        Assert.Single(found.Message.Objects);
        Assert.Contains("not JSON", found.Message.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"requestPayload":"x"}""", "its 'requestPayload' is not JSON")]
    [InlineData("""{"requestPayload":"\"x\""}""", "its 'requestPayload' is not JSON")]
    [InlineData("""{"Records":[]}""", "its list of records is empty")]
    [InlineData("""{"MessageId":"m","Body":""}""", "it is empty")]
    [InlineData("""{"MessageId":"m","Body":"\ud800"}""", "of no known kind")]
    public void What_is_no_event_is_a_fault_of_its_record(string text, string expected)
    {
        Assert.Contains(expected, Assert.Single(Read(text)).Message.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_in_events_without_end_are_a_fault()
    {
        var text = Event;
        for (var depth = 0; depth < 12; depth++)
        {
            text = Json("requestPayload", text);
        }

        Assert.Equal("events in events, more than 10 deep", Assert.Single(Read(text)).Message.Fault);
    }

    [Fact]
    public async Task Objects_are_shipped_once_and_each_record_is_told()
    {
        await using var run = await S3Run.StartAsync();
        run.S3.Put("logs", "a/one.log", SampleLines.Classic(4));
        run.S3.Put("logs", "two.log", SampleLines.Classic(5));
        var text = string.Join(
            '\n',
            Message(Event),
            Message(EventOf("two.log"), "n"),
            Message(Event, "again"),
            Message(EventOf("missing.log"), "o"),
            Message("no event", "p"),
            """{"Service":"Amazon S3","Event":"s3:TestEvent"}"""
        );
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));

        var told = await run.RunAsync(["redrive", "--out", run.Kept, "--resume", run.State], input, default);

        Assert.Equal((ExitCode.Failed, 9L), (told.Code, S3Run.SentOf(told)));
        var records = S3Run.LinesOf(told)[..^1];
        Assert.Equal(
            ["m completed", "n completed", "again completed", "o failed", "p failed", " completed"],
            records.Select(it => $"{it.GetProperty("messageId")} {it.GetProperty("outcome")}")
        );
        Assert.Equal("failed", records[3].GetProperty("objects")[0].GetProperty("outcome").GetString());
        Assert.Contains("no event", records[4].GetProperty("fault").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, S3Run.LastOf(told).GetProperty("events").GetProperty("failed").GetInt32());
        Assert.Equal(2, File.ReadAllLines(run.State).Length);
        Assert.Contains("record 5 (p): the body is not JSON", told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Object_shipped_before_is_left_out_and_its_message_completed()
    {
        await using var run = await S3Run.StartAsync();
        var etag = run.S3.Put("logs", "a/one.log", SampleLines.Classic(4)).ETag;
        var text = Encoding.UTF8.GetBytes(EventOf("a%2Fone.log", etag));
        string[] line = ["redrive", "-", "--out", run.Kept, "--resume", run.State];

        var first = await run.RunAsync(line, new MemoryStream(text), default);
        var second = await run.RunAsync(line, new MemoryStream(text), default);

        Assert.Equal((4L, 0L), (S3Run.SentOf(first), S3Run.SentOf(second)));
        var record = S3Run.LinesOf(second)[0];
        Assert.Equal("completed", record.GetProperty("outcome").GetString());
        Assert.Equal("left out", record.GetProperty("objects")[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Dry_run_tells_events_that_cannot_be_read_and_fails()
    {
        await using var run = await S3Run.StartAsync();
        var size = run.S3.Put("logs", "a/one.log", SampleLines.Classic(4)).Content.Length;
        using var input = new MemoryStream(Encoding.UTF8.GetBytes($"{EventOf("a%2Fone.log", size: size)}\nx"));

        var told = await run.RunAsync(["redrive", "--dry-run"], input, default);

        Assert.Equal(ExitCode.Failed, told.Code);
        Assert.Equal(4, S3Run.LastOf(told).GetProperty("estimatedLines").GetInt64());
        Assert.Contains("record 2: line 2 is not JSON", told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_without_an_event_is_a_usage_fault()
    {
        await using var run = await S3Run.StartAsync();

        var told = await run.RunAsync("redrive");

        Assert.Equal(ExitCode.Usage, told.Code);
        Assert.StartsWith("logsprocessor: '-' holds no event", told.Error, StringComparison.Ordinal);
    }

    private static IReadOnlyList<FailedEvent> Read(string text) => FailedEventReader.Read(Encoding.UTF8.GetBytes(text));

    private static string EventOf(string key, string? etag = null, int size = 9)
    {
        var item = $$"""{"key":"{{key}}","eTag":"{{etag}}","size":{{size}} }""";
        var s3 = $$"""{"bucket":{"name":"logs"},"object":{{item}} }""";
        return Records($$"""{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{{s3}} }""");
    }

    private static string Message(string body, string id = "m") =>
        $$"""{"messageId":"{{id}}","body":{{Quote(body)}} }""";

    private static string Notification(string message) =>
        $$"""{"Type":"Notification","TopicArn":"arn:aws:sns:eu-west-1:1:t","Message":{{Quote(message)}} }""";

    private static string Records(params string[] records) => Json("Records", $"[{string.Join(',', records)}]");

    private static string Json(string name, string value) => $$"""{"{{name}}":{{value}} }""";

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
