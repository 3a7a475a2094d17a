using System.Text.Json;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Fakes;

[Collection(SharedMoto.Name)]
public sealed class MotoServerTests(MotoFixture moto)
{
    [Fact]
    public async Task A_bucket_tells_its_queue_of_each_object_after_a_test_event()
    {
        await moto.Server.CreateBucketAsync("told");
        await moto.Server.NotifyQueueAsync("told", "told");
        await moto.Server.PutObjectAsync("told", "a b/ü.log", "x"u8.ToArray());
        await moto.Server.SendMessageAsync("told", "by hand");

        var messages = await moto.Server.ReceiveAsync("told", 3);

        Assert.Contains("s3:TestEvent", messages[0].Body, StringComparison.Ordinal);
        Assert.Contains("\"a+b%2F%C3%BC.log\"", messages[1].Body, StringComparison.Ordinal);
        Assert.Equal("by hand", messages[2].Body);
        using var json = JsonDocument.Parse(SqsMessage.ToLambdaEvent(messages));
        var ids = json.RootElement.GetProperty("Records").EnumerateArray().Select(it => it.GetProperty("messageId"));
        Assert.Equal(messages.Select(it => it.MessageId), ids.Select(it => it.GetString()));
    }

    [Fact]
    public async Task A_queue_that_holds_less_than_wanted_is_an_error()
    {
        await moto.Server.CreateBucketAsync("short");
        await moto.Server.NotifyQueueAsync("short", "short");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => moto.Server.ReceiveAsync("short", 2));

        Assert.Equal("short holds 1 messages, not 2", error.Message);
    }
}
