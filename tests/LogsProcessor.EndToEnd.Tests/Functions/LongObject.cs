using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Functions;

/// <summary>An object that takes several runs to ship, and what has to arrive of it.</summary>
internal static class LongObject
{
    internal const string Bucket = "example-logs";
    internal const string PlaceBucket = "example-places";

    /// <summary>An object without a line.</summary>
    internal const string EmptyKey = "empty.log";

    /// <summary>The time a run has. Two thirds of it are for reading.</summary>
    internal static readonly TimeSpan ShortDeadline = TimeSpan.FromSeconds(5);

    private const int BytesOfOneRead = 32 * 1024;

    /// <summary>
    /// Several segments of the loopback device. With less than one, the kernel does not tell of room in it as it comes: the sender finds out
    /// by probes that come ever more seldom, and a run can pass without one.
    /// </summary>
    private const int ReceiveBuffer = 256 * 1024;

    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(16);

    /// <summary>The event that names it.</summary>
    internal static string Event(string key) => S3Event.ObjectsCreated(Bucket, key);

    /// <summary>A receiver that takes two megabytes a second, and so at most 10 MB, or some 9,000 lines, in the time of one run.</summary>
    internal static FakeLogstash StartSlowReceiver() =>
        FakeLogstash.Start(
            new FakeLogstashOptions
            {
                Scripts =
                [
                    new ConnectionScript { ReadSize = BytesOfOneRead, BeforeRead = new Pace(BetweenReads).WaitAsync },
                ],
                ReceiveBuffer = ReceiveBuffer,
            }
        );

    /// <summary>Settings of a function that keeps places, and sends over one connection, so that the receiver's pace is its own.</summary>
    internal static Dictionary<string, string> Settings(
        IReadOnlyDictionary<string, string> services,
        FakeLogstash receiver
    ) =>
        new(services)
        {
            ["LOGSTASH_HOSTS"] = receiver.Endpoint,
            ["CONNECTION_LIMIT"] = "1",
            ["CHECKPOINT_BUCKET"] = PlaceBucket,
        };

    /// <summary>
    /// Starts a function and has it ship the empty object: what a process does once, such as to compile itself, takes no time of the short
    /// run that follows.
    /// </summary>
    internal static async Task<FunctionInstance> StartFunctionAsync(IReadOnlyDictionary<string, string> settings)
    {
        var function = await FunctionInstance.StartAsync(settings);
        var (answer, summary) = await function.InvokeAsync(Event(EmptyKey));
        Assert.False(answer.IsError, answer.Body);
        summary.AssertCompleted(0);
        return function;
    }

    /// <summary>Variables that let the function use a fake S3.</summary>
    internal static Dictionary<string, string> ServicesOf(FakeS3 storage) =>
        new()
        {
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ENDPOINT_URL_S3"] = storage.Endpoint.ToString(),
        };

    /// <summary>The ids of an uninterrupted run, in order.</summary>
    internal static async Task<IReadOnlyList<string>> IdsOfOneRunAsync(
        IReadOnlyDictionary<string, string> services,
        string key
    )
    {
        await using var receiver = FakeLogstash.Start();
        await using var function = await FunctionInstance.StartAsync(
            new Dictionary<string, string>(services) { ["LOGSTASH_HOSTS"] = receiver.Endpoint }
        );
        var (answer, _) = await function.InvokeAsync(Event(key));
        Assert.False(answer.IsError, answer.Body);
        return [.. Documents.EventIds(receiver.ConfirmedLines).Order(StringComparer.Ordinal)];
    }

    /// <summary>The receiver has every line of the uninterrupted run, under the same ids, and no other.</summary>
    internal static void AssertAllArrived(IReadOnlyList<string> expected, FakeLogstash receiver) =>
        Assert.Equal(expected, Documents.EventIds(receiver.ConfirmedLines).Distinct().Order(StringComparer.Ordinal));
}
