using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.EndToEnd.Tests.Cli;

[Collection(SharedMoto.Name)]
public sealed class ShipFromS3Tests(MotoFixture moto)
{
    [Fact]
    public async Task An_object_and_a_prefix_are_shipped_with_ids_that_stay_the_same()
    {
        const string bucket = "ship-from-s3";
        await moto.Server.CreateBucketAsync(bucket);
        await moto.Server.PutObjectAsync(bucket, SampleLines.ClassicKey, SampleLines.Classic(40));
        await moto.Server.PutObjectAsync(bucket, "other/a+b c.log.gz", SampleLines.Gzip(SampleLines.Classic(60)));

        var first = await ShipAsync($"s3://{bucket}/{SampleLines.ClassicKey}", 40);
        var again = await ShipAsync($"s3://{bucket}/", 100);

        Assert.Equal(100, again.Distinct().Count());
        Assert.Empty(first.Except(again));
    }

    private async Task<IReadOnlyList<string>> ShipAsync(string source, int lines)
    {
        await using var receiver = FakeLogstash.Start();
        var result = await LogsProcessorCli.RunAsync(
            moto.Server.Environment,
            "ship",
            source,
            "--logstash",
            receiver.Endpoint
        );
        Assert.True(result.ExitCode == 0, result.ToString());
        LogsProcessorCli.SummaryOf(result).AssertCompleted(lines);
        return Documents.EventIds(receiver.ConfirmedLines);
    }
}
