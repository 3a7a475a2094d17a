using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Functions;

/// <summary>
/// The fault of the first system: the function answered before its lines had left, and Lambda froze it. When the answer is here, every
/// line is with the receiver.
/// </summary>
[Collection(SharedMoto.Name)]
public sealed class FunctionDeliveryTests(MotoFixture moto)
{
    [Theory]
    [InlineData(1, UnhurriedReceiver.ReadsSlowly)]
    [InlineData(10, UnhurriedReceiver.ReadsSlowly)]
    [InlineData(100_000, UnhurriedReceiver.ReadsSlowly)]
    [InlineData(1, UnhurriedReceiver.AcceptsLate)]
    [InlineData(10, UnhurriedReceiver.AcceptsLate)]
    [InlineData(100_000, UnhurriedReceiver.AcceptsLate)]
    public async Task Every_line_has_arrived_when_the_function_answers(int lines, string manner)
    {
        var bucket = $"delivery-{Guid.NewGuid():N}";
        await moto.Server.CreateBucketAsync(bucket);
        await moto.Server.PutObjectAsync(bucket, "a.log", SampleLines.Classic(lines));
        await using var receiver = UnhurriedReceiver.Start(manner, lines);
        await using var function = await FunctionInstance.StartAsync(
            new Dictionary<string, string>(moto.Server.Environment)
            {
                ["LOGSTASH_HOSTS"] = receiver.Endpoint,
                ["CONNECTION_LIMIT"] = "4",
            }
        );

        var (answer, summary) = await function.InvokeAsync(S3Event.ObjectsCreated(bucket, "a.log"));

        Assert.False(answer.IsError, answer.Body);
        Assert.Equal(lines, Documents.EventIds(receiver.ConfirmedLines).Distinct().Count());
        Assert.InRange(receiver.PeakOpen, 1, 4);
        summary.AssertCompleted(lines);
    }

    [Fact]
    public async Task A_receiver_that_drops_every_connection_makes_the_invocation_fail()
    {
        await moto.Server.CreateBucketAsync("dropped");
        await moto.Server.PutObjectAsync("dropped", "a.log", SampleLines.Classic(100));
        await using var receiver = FakeLogstash.Start(new ConnectionScript { Fault = ConnectionFault.Close });
        await using var function = await FunctionInstance.StartAsync(
            new Dictionary<string, string>(moto.Server.Environment) { ["LOGSTASH_HOSTS"] = receiver.Endpoint }
        );

        var (answer, summary) = await function.InvokeAsync(S3Event.ObjectsCreated("dropped", "a.log"));

        Assert.True(answer.IsError, answer.Body);
        Assert.Equal(("failed", 0L, 100L), (summary.Outcome, summary.Sent, summary.Undelivered));
    }
}
