using System.Text;
using LogsProcessor.Aws.Events;

namespace LogsProcessor.Aws.Tests.Events;

public sealed class ObjectNotificationTests
{
    [Fact]
    public void Objects_are_read_again_as_they_were_written()
    {
        ObjectReference[] objects =
        [
            new("example-logs", "a b+c%2F/ü\"日志.log.gz", "0123", 17, "version-1"),
            new("example-logs", "x.log"),
        ];

        var read = EventReader.Read(Encoding.UTF8.GetBytes(ObjectNotification.Write(objects)));

        Assert.Equal(EventKind.S3, read.Kind);
        Assert.Equal(objects, Assert.Single(read.Messages).Objects);
    }

    [Theory]
    [InlineData("a.log.error.json")]
    [InlineData("checkpoints/0123.checkpoint.json")]
    public void What_this_program_wrote_is_passed_over_and_counted(string key)
    {
        var notification = ObjectNotification.Write([new("example-logs", key, "0123", 17)]);

        var message = Assert.Single(EventReader.Read(Encoding.UTF8.GetBytes(notification)).Messages);

        Assert.Empty(message.Objects);
        Assert.Equal((1, null), (message.OwnObjects, message.Fault));
    }
}
