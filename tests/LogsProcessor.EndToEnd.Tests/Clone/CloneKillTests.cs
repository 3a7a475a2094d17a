using System.Globalization;
using LogsProcessor.EndToEnd.Tests.Cli;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;
using Xunit.Abstractions;

namespace LogsProcessor.EndToEnd.Tests.Clone;

/// <summary>The clone dies in the middle of its copies, without a chance to say anything; the next one brings what is missing.</summary>
public sealed class CloneKillTests(ITestOutputHelper output)
{
    private const int FewKills = 3;
    private const int ObjectsOfOneKill = 400;
    private const long Large = 6L * 1024 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_destination_equals_the_source_however_often_the_clone_is_killed()
    {
        var kills = NumberFrom("LOGSPROCESSOR_KILLS", FewKills);
        var random = new Random(Seed());
        await using var storage = await FakeS3.StartAsync();
        storage.CreateBucket("target");
        for (var index = 0; index < (kills + 1) * ObjectsOfOneKill; index++)
        {
            storage.Put("source", $"p{index % 13}/{index} + é", BitConverter.GetBytes(index));
        }

        storage.PutLarge("source", "large", Large, "0123-6");
        for (var kill = 0; kill < kills; kill++)
        {
            await KillAsync(storage, random.Next(1, ObjectsOfOneKill));
        }

        var last = await LogsProcessorCli.RunAsync(EnvironmentOf(storage), "clone", "s3://source/", "s3://target/");

        Assert.True(last.ExitCode == 0, last.ToString());
        var keys = storage.Keys("source");
        Assert.Equal(keys, storage.Keys("target"));
        Assert.All(
            keys,
            key => Assert.Equal(storage.Find("source", key)!.Content, storage.Find("target", key)!.Content)
        );
        Assert.Equal(Large, storage.Find("target", "large")!.Size);
        Assert.Contains($"{keys.Count:N0} objects listed", last.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 already there", last.Error, StringComparison.Ordinal);
    }

    private static async Task KillAsync(FakeS3 storage, int copies)
    {
        var seen = 0;
        var moment = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        storage.Fail(
            new FakeS3Fault
            {
                When = request =>
                    request.Header("x-amz-copy-source") is not null && Interlocked.Increment(ref seen) == copies,
                Before = () =>
                {
                    moment.SetResult();
                    return Task.CompletedTask;
                },
            }
        );
        await using var clone = RunningProcess.Start(
            LogsProcessorCli.Command("clone", "s3://source/", "s3://target/", "--parallel", "16") with
            {
                Environment = EnvironmentOf(storage),
            }
        );
        await moment.Task.WaitAsync(Patience);
        await clone.KillAsync();
        storage.Heal();
    }

    private static Dictionary<string, string> EnvironmentOf(FakeS3 storage) =>
        new()
        {
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ENDPOINT_URL_S3"] = storage.Endpoint.ToString(),
        };

    private int Seed()
    {
        var seed = NumberFrom("LOGSPROCESSOR_KILL_SEED", Environment.TickCount & int.MaxValue);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LOGSPROCESSOR_KILL_SEED={seed}"));
        return seed;
    }

    private static int NumberFrom(string variable, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value)
            ? value
            : fallback;
}
