using System.Text;
using LogsProcessor.Aws.Events;

namespace LogsProcessor.Aws.Tests.Events;

public sealed class EventReaderTests
{
    [Fact]
    public void S3_event_gives_bucket_key_etag_and_size()
    {
        var read = Envelope.Read("s3-one-record");

        Assert.Equal(EventKind.S3, read.Kind);
        var message = Assert.Single(read.Messages);
        Assert.Equal(
            [new ObjectReference("example-logs", Envelope.Alb, "9b2cf535f27731c974343645a3985328", 20480)],
            message.Objects
        );
        Assert.Equal((null, null, null), (message.MessageId, message.EventSourceArn, message.Fault));
    }

    [Fact]
    public void S3_event_with_several_records_gives_each_in_order_also_the_same_twice()
    {
        var message = Assert.Single(Envelope.Read("s3-several-records").Messages);

        Assert.Equal(
            [
                new("example-logs", Envelope.Alb, "9b2cf535f27731c974343645a3985328", 20480),
                new(
                    "example-logs",
                    Envelope.Classic,
                    "d41d8cd98f00b204e9800998ecf8427e-88",
                    734003200,
                    "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY"
                ),
                new("example-logs", Envelope.Nlb),
                new("example-logs", Envelope.Alb, "9b2cf535f27731c974343645a3985328", 20480),
            ],
            message.Objects
        );
    }

    [Fact]
    public void Keys_of_s3_events_are_decoded()
    {
        var message = Assert.Single(Envelope.Read("s3-encoded-keys").Messages);

        Assert.Equal(
            ["team a/load balancer/x.log", "c++/a/b.log.gz", "été/日志/📜.log", "100%/50%zz/%2", "plain/key.log"],
            Envelope.Keys(message)
        );
    }

    [Theory]
    [InlineData("s3-test-event", EventKind.S3, null)]
    [InlineData("sqs-test-event", EventKind.Sqs, "059f36b4-87a3-44ab-83d2-661975830a7d")]
    public void Test_event_is_counted_and_brings_no_object(string name, EventKind kind, string? id)
    {
        var read = Envelope.Read(name);

        Assert.Equal(kind, read.Kind);
        var message = Assert.Single(read.Messages);
        Assert.Equal(new EventMessage { MessageId = id, TestEvents = 1 }, Bare(message));
    }

    [Fact]
    public void Events_that_bring_no_content_are_counted()
    {
        var message = Assert.Single(Envelope.Read("s3-removed").Messages);

        Assert.Equal(new EventMessage { RemovedEvents = 3 }, Bare(message));
    }

    [Fact]
    public void Empty_objects_and_aws_test_objects_are_counted_and_the_rest_is_shipped()
    {
        var message = Assert.Single(Envelope.Read("s3-empty-and-test-objects").Messages);

        Assert.Equal([Envelope.Alb], Envelope.Keys(message));
        Assert.Equal(new EventMessage { EmptyObjects = 1, TestObjects = 2 }, Bare(message));
    }

    [Theory]
    [InlineData("in/empty.csv", 1)]
    [InlineData("in/folder/", 0)]
    public void Empty_objects_are_objects_where_they_are_wanted_but_folders_never(string key, int objects)
    {
        var payload = """
            {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"b"},"object":{"key":"KEY","size":0}}}]}
            """.Replace("KEY", key, StringComparison.Ordinal);

        var message = Assert.Single(EventReader.Read(Encoding.UTF8.GetBytes(payload), keepsEmpty: true).Messages);

        Assert.Equal((objects, 1 - objects), (message.Objects.Count, message.EmptyObjects));
    }

    [Fact]
    public void A_bad_record_is_a_fault_and_the_others_are_kept()
    {
        var message = Assert.Single(Envelope.Read("s3-one-bad-record").Messages);

        Assert.Equal("record 1: it names no object in bucket 'example-logs' ('object.key')", message.Fault);
        Assert.Equal([Envelope.Alb], Envelope.Keys(message));
    }

    [Fact]
    public void Sqs_gives_a_message_each_with_id_queue_and_receive_count()
    {
        var read = Envelope.Read("sqs-s3");

        Assert.Equal(EventKind.Sqs, read.Kind);
        Assert.Equal(
            [
                ("059f36b4-87a3-44ab-83d2-661975830a7d", "arn:aws:sqs:eu-west-1:111122223333:logs-arrived", 1),
                ("2e1424d4-f796-459a-8184-9c92662be6da", "arn:aws:sqs:eu-west-1:111122223333:logs-arrived", 3),
            ],
            read.Messages.Select(message => (message.MessageId, message.EventSourceArn, message.ReceiveCount))
        );
        Assert.Equal([Envelope.Alb, Envelope.Classic, Envelope.Nlb], read.Messages.SelectMany(Envelope.Keys));
    }

    [Fact]
    public void Sns_inside_sqs_is_unwrapped()
    {
        var read = Envelope.Read("sqs-sns");

        Assert.Equal(EventKind.Sqs, read.Kind);
        Assert.Equal(["team a/x.log"], Envelope.Keys(read.Messages[0]));
        Assert.Equal(1, read.Messages[1].TestEvents);
        Assert.All(read.Messages, message => Assert.Null(message.Fault));
    }

    [Fact]
    public void Sns_raw_delivery_inside_sqs_is_an_s3_event() =>
        Assert.Equal([Envelope.Alb], Envelope.Keys(Assert.Single(Envelope.Read("sqs-sns-raw").Messages)));

    [Fact]
    public void Envelopes_are_known_by_what_they_carry_where_they_do_not_say_who_sent_them()
    {
        var read = Envelope.ReadText(
            """
            {"Records":[{"messageId":"m-1","body":
            "{\"Type\":\"Notification\",\"Message\":\"{\\\"Event\\\":\\\"s3:TestEvent\\\"}\"}"}]}
            """
        );

        Assert.Equal(EventKind.Sqs, read.Kind);
        Assert.Equal(new EventMessage { MessageId = "m-1", TestEvents = 1 }, Bare(Assert.Single(read.Messages)));
    }

    [Fact]
    public void EventBridge_inside_sqs_keeps_keys_as_they_are()
    {
        var read = Envelope.Read("sqs-eventbridge");

        Assert.Equal(EventKind.Sqs, read.Kind);
        Assert.Equal(["raw+key/100%2F.log"], Envelope.Keys(read.Messages[0]));
        Assert.Equal(1, read.Messages[1].RemovedEvents);
    }

    [Fact]
    public void Sns_event_gives_objects_and_topic()
    {
        var read = Envelope.Read("sns-s3");

        Assert.Equal(EventKind.Sns, read.Kind);
        var message = Assert.Single(read.Messages);
        Assert.Equal([Envelope.Alb, "team a/x.log"], Envelope.Keys(message));
        Assert.Equal("arn:aws:sns:eu-west-1:111122223333:logs-arrived", message.EventSourceArn);
        Assert.Null(message.MessageId);
    }

    [Fact]
    public void EventBridge_event_gives_the_object_with_its_version()
    {
        var read = Envelope.Read("eventbridge-created");

        Assert.Equal(EventKind.EventBridge, read.Kind);
        Assert.Equal(
            [
                new ObjectReference(
                    "example-logs",
                    "raw+key/100%2F.log",
                    "9b2cf535f27731c974343645a3985328",
                    20480,
                    "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e"
                ),
            ],
            Assert.Single(read.Messages).Objects
        );
    }

    [Fact]
    public void EventBridge_event_of_a_deletion_is_counted() =>
        Assert.Equal(
            new EventMessage { RemovedEvents = 1 },
            Bare(Assert.Single(Envelope.Read("eventbridge-deleted").Messages))
        );

    [Fact]
    public void The_same_message_twice_is_read_twice()
    {
        var read = Envelope.Read("sqs-same-message-twice");

        Assert.Equal(2, read.Messages.Count);
        Assert.Single(read.Messages.Select(message => message.MessageId).Distinct());
        Assert.All(read.Messages, message => Assert.Equal([Envelope.Alb], Envelope.Keys(message)));
    }

    /// <summary>All but objects and source, so that one assertion sees every counter.</summary>
    private static EventMessage Bare(EventMessage message) =>
        message with
        {
            Objects = new EventMessage().Objects,
            EventSourceArn = null,
            ReceiveCount = null,
        };
}
