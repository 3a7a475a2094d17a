using System.Globalization;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;
using Xunit.Abstractions;

namespace LogsProcessor.EndToEnd.Tests.Functions;

/// <summary>The function dies in the middle of a run, without a chance to say anything; the next one brings what is missing.</summary>
[Collection(ShortRuns.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    private const string Key = "killed.log";
    private const int FewKills = 3;

    /// <summary>More than arrive in one short run, so that there is always something left to kill in.</summary>
    private const int LinesOfOneKill = 9_500;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task All_lines_are_there_however_often_the_function_is_killed()
    {
        var kills = NumberFrom("LOGSPROCESSOR_KILLS", FewKills);
        var random = new Random(Seed());
        await using var storage = await FakeS3.StartAsync();
        storage.CreateBucket(LongObject.PlaceBucket);
        storage.Put(LongObject.Bucket, LongObject.EmptyKey, []);
        storage.Put(LongObject.Bucket, Key, SampleLines.Classic((kills + 1) * LinesOfOneKill));
        var services = LongObject.ServicesOf(storage);
        var expected = await LongObject.IdsOfOneRunAsync(services, Key);
        await using var receiver = LongObject.StartSlowReceiver();
        var settings = LongObject.Settings(services, receiver);

        for (var kill = 0; kill < kills; kill++)
        {
            await using var function = await LongObject.StartFunctionAsync(settings);
            var (_, summary) = await function.InvokeAsync(LongObject.Event(Key), LongObject.ShortDeadline);
            Assert.Equal(1, summary.ContinuedObjects);
            var arrived = receiver.Connections.Sum(connection => connection.LineCount);
            var until = arrived + random.Next(1, LinesOfOneKill / 2);
            await function.InvokeAndKillAsync(LongObject.Event(Key), () => receiver.WaitForLinesAsync(until, Patience));
        }

        await using var last = await FunctionInstance.StartAsync(settings);
        var (answer, completed) = await last.InvokeAsync(LongObject.Event(Key));

        Assert.False(answer.IsError, answer.Body);
        Assert.Equal("completed", completed.Outcome);
        Assert.InRange(completed.Encountered, 1, expected.Count - kills);
        AssertAllArrived(expected, receiver);
        Assert.True(StartsOfReading(storage).Distinct().Count() > kills, "the places that runs left were not used");
    }

    /// <summary>Of a killed run's connections the receiver sees no orderly end, but it has their lines.</summary>
    private static void AssertAllArrived(IReadOnlyList<string> expected, FakeLogstash receiver) =>
        Assert.Equal(expected, Documents.EventIds(receiver.Lines).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string?> StartsOfReading(FakeS3 storage) =>
        storage
            .Requests.Where(request => request is { Method: "GET", Key: Key })
            .Select(request => request.Header("Range"));

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
