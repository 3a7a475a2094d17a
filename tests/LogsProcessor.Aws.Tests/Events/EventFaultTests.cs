using System.Text;
using System.Text.Json;
using LogsProcessor.Aws.Events;

namespace LogsProcessor.Aws.Tests.Events;

public sealed class EventFaultTests
{
    [Fact]
    public void Bad_messages_fail_themselves_and_the_good_ones_are_read()
    {
        var read = Envelope.Read("sqs-bad-messages");

        Assert.Equal(
            [
                null,
                "the body is not JSON: it begins with 'hello, is this thing on?'",
                """the body is JSON, but no S3 event: it begins with '{"orderId":17,"items":["a","b"]}'""",
                "the body is not JSON: it is empty",
                "the body is an SNS message of type 'UnsubscribeConfirmation'; only 'Notification' brings events",
                null,
            ],
            read.Messages.Select(message => message.Fault)
        );
        Assert.Equal([Envelope.Alb, Envelope.Classic], read.Messages.SelectMany(Envelope.Keys));
    }

    [Fact]
    public void Sns_message_that_is_not_json_is_a_fault_of_the_message()
    {
        var read = Envelope.Read("sns-not-json");

        Assert.Equal(EventKind.Sns, read.Kind);
        Assert.Equal("the body is not JSON: it begins with 'disk almost full'", Assert.Single(read.Messages).Fault);
    }

    [Theory]
    [InlineData("", "the event is not JSON: it is empty")]
    [InlineData("\u0000\r\nhello", "the event is not JSON: it begins with '   hello'")]
    [InlineData("[]", Unknown + "it begins with '[]'")]
    [InlineData("null", Unknown + "it begins with 'null'")]
    [InlineData("""{"Records":[]}""", Unknown + "its list of records is empty")]
    [InlineData("""{"Records":[7]}""", Unknown + """it begins with '{"Records":[7]}'""")]
    [InlineData("""{"Records":[{"eventSource":"aws:dynamodb"}]}""", Unknown + "its records come from 'aws:dynamodb'")]
    [InlineData("""{"key":"value"}""", Unknown + """it begins with '{"key":"value"}'""")]
    [InlineData(
        """{"source":"aws.ec2","detail-type":"EC2 Instance State-change Notification","detail":{}}""",
        Unknown + """it begins with '{"source":"aws.ec2","detail-type":"EC2 Instance State-change…'"""
    )]
    [InlineData(
        """{"source":"aws.s3","detail-type":"AWS API Call via CloudTrail","detail":{}}""",
        "an EventBridge event of type 'AWS API Call via CloudTrail'; only 'Object Created' brings objects"
    )]
    [InlineData("""{"source":"aws.s3","detail-type":"Object Created"}""", "the EventBridge event has no 'detail'")]
    [InlineData(
        """{"Records":[{"eventSource":"aws:sqs","body":"{}"}]}""",
        "record 1 of the SQS event has no 'messageId'"
    )]
    [InlineData("""{"\ud800\u0052":1}""", "a name beside 'Records' is not valid Unicode")]
    [InlineData("""{"Event":"\ud800"}""", "the text of 'Event' is not valid Unicode")]
    public void Payload_of_no_known_kind_is_refused(string payload, string message) =>
        Assert.Equal(message, Assert.Throws<EventException>(() => Envelope.ReadText(payload)).Message);

    [Theory]
    [InlineData("""{"s3":{}}""", "record 1 is no S3 record: it has no 'eventName'")]
    [InlineData(
        """{"eventSource":"aws:s3","eventName":"ObjectCreated:Put"}""",
        "record 1 is no S3 record: it has no 's3'"
    )]
    [InlineData("""{"eventName":"ObjectCreated:Put","s3":{}}""", "record 1: it names no bucket ('bucket.name')")]
    [InlineData(
        """{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"b"},"object":{"key":"\udc00"}}}""",
        "record 1: the text of 'key' is not valid Unicode"
    )]
    public void S3_record_that_names_no_object_is_a_fault(string record, string fault) =>
        Assert.Equal(fault, Assert.Single(Envelope.ReadText($$"""{"Records":[{{record}}]}""").Messages).Fault);

    [Fact]
    public void Several_bad_records_tell_the_first_and_count_the_rest() =>
        Assert.Equal(
            "record 1 is no S3 record: it has no 'eventName' (and 2 more)",
            Assert.Single(Envelope.ReadText("""{"Records":[{"s3":{}},{"s3":{}},{"s3":{}}]}""").Messages).Fault
        );

    [Fact]
    public void Message_without_a_body_is_a_fault() =>
        Assert.Equal(
            "the message has no body",
            Assert
                .Single(
                    Envelope.ReadText("""{"Records":[{"eventSource":"aws:sqs","messageId":"m-1","body":5}]}""").Messages
                )
                .Fault
        );

    [Fact]
    public void Sns_inside_sns_is_a_fault()
    {
        var inner = """{"Type":"Notification","TopicArn":"t","Message":"{}"}""";
        var outer = Encode(
            new()
            {
                ["Type"] = "Notification",
                ["TopicArn"] = "t",
                ["Message"] = inner,
            }
        );

        var message = Assert.Single(Envelope.ReadText(Sqs(outer)).Messages);

        Assert.Equal(
            """the body is JSON, but no S3 event: it begins with '{"Type":"Notification","TopicArn":"t","Message":"{}"}'""",
            message.Fault
        );
    }

    [Fact]
    public void Long_body_is_told_by_its_beginning_alone()
    {
        var message = Assert.Single(Envelope.ReadText(Sqs(new string('x', 100_000))).Messages);

        Assert.Equal($"the body is not JSON: it begins with '{new string('x', 60)}…'", message.Fault);
    }

    [Fact]
    public void Json_nested_too_deep_is_a_fault_of_its_message()
    {
        var message = Assert.Single(Envelope.ReadText(Sqs(new string('[', 5000))).Messages);

        Assert.Equal($"the body is not JSON: it begins with '{new string('[', 60)}…'", message.Fault);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Mutated_events_are_read_or_refused_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "events")))
        {
            var original = File.ReadAllBytes(file);
            for (var round = 0; round < 200; round++)
            {
                var payload = Mutate(original, random);
                try
                {
                    var read = EventReader.Read(payload);
                    Assert.NotEmpty(read.Messages);
                }
                catch (EventException exception)
                {
                    Assert.True(exception.Message.Length is > 0 and < 300, $"seed {seed}: {exception.Message}");
                }
            }
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        ReadOnlySpan<string> inserted = ["\\ud800", "\\u0000", "\"", "{", "]", ",", "\\", "null", "\u00e9", "%", "\n"];
        var text = Encoding.UTF8.GetString(original);
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var place = random.Next(text.Length);
            text = random.Next(3) switch
            {
                0 => text.Insert(place, inserted[random.Next(inserted.Length)]),
                1 => text.Remove(place, Math.Min(random.Next(1, 20), text.Length - place)),
                _ => text[..place] + (char)random.Next(0x20, 0x7F) + text[(place + 1)..],
            };
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private static string Sqs(string body) =>
        $$"""{"Records":[{"eventSource":"aws:sqs","messageId":"m-1","body":{{JsonSerializer.Serialize(body)}}}]}""";

    private static string Encode(Dictionary<string, string> members) => JsonSerializer.Serialize(members);

    private const string Unknown = "the event is of no known kind (S3, SQS, SNS, EventBridge 'Object Created'): ";
}
