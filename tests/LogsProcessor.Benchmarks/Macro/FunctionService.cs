using System.Diagnostics;
using LogsProcessor.Benchmarks.Results;
using LogsProcessor.Benchmarks.Running;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Lambda;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>Runs the published function as Lambda does: a Runtime API, an S3 that holds the objects, the plain receiver.</summary>
internal sealed class FunctionService(Workshop workshop)
{
    /// <summary>What S3 sends when notifications are switched on: nothing to ship.</summary>
    public const string TestEvent =
        """{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-03-04T05:06:07.000Z","Bucket":"logs","RequestId":"1","HostId":"1"}""";

    /// <summary>The package that is deployed.</summary>
    public const string Deployed = "native";

    private const string Bucket = "logs";
    private const int LimitKb = 128 * 1024;

    // What the runtime itself would take of a container of 128 MB: three quarters.
    private const string HeapLimit = "0x6000000";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Starts the function, invokes it once for each log, one after the other, and ends it.</summary>
    /// <param name="package">How it was published: native, jit, r2r, trimmed.</param>
    /// <param name="logs">The objects to ship; none: it gets the test event.</param>
    /// <param name="isLimited">Whether its process may take no more than 128 MB of memory of its own.</param>
    /// <exception cref="BenchmarkException">It failed, or something did not arrive.</exception>
    public async Task<FunctionRun> RunAsync(string package, IReadOnlyList<LogFile> logs, bool isLimited = false)
    {
        await using var storage = await FakeS3.StartAsync();
        await using var api = await LambdaRuntimeApi.StartAsync();
        using var receiver = await Receiver.StartAsync(workshop);
        var events = new Queue<string>(await EventsAsync(storage, logs));
        var answering = InvokeAsync(api, events.Dequeue());
        var started = Stopwatch.GetTimestamp();
        using var process = MeasuredProcess.Start(
            workshop,
            Command(package, isLimited),
            Environment(storage, api, receiver, isLimited)
        );
        await answering;
        var elapsed = Stopwatch.GetElapsedTime(started);
        while (events.TryDequeue(out var payload))
        {
            await InvokeAsync(api, payload);
        }

        var used = await process.EndAsync(exitCode: 143);
        var (bytes, lines) = await receiver.EndAsync();
        return lines == logs.Sum(log => log.Lines)
            ? new FunctionRun(elapsed, used, bytes)
            : throw new BenchmarkException($"the receiver got {lines} lines of {logs.Sum(log => log.Lines)}");
    }

    private static async Task<IEnumerable<string>> EventsAsync(FakeS3 storage, IReadOnlyList<LogFile> logs)
    {
        foreach (var log in logs.DistinctBy(log => log.Path))
        {
            storage.Put(Bucket, KeyOf(log), await File.ReadAllBytesAsync(log.Path));
        }

        return logs.Select(log => S3Event.ObjectsCreated(Bucket, KeyOf(log))).DefaultIfEmpty(TestEvent);
    }

    private static string KeyOf(LogFile log) => $"AWSLogs/{Path.GetFileName(log.Path)}";

    private static async Task InvokeAsync(LambdaRuntimeApi api, string payload)
    {
        var answer = await api.InvokeAsync(payload, Longest);
        if (answer.IsError)
        {
            throw new BenchmarkException($"the function answered '{answer.Body}'");
        }
    }

    private IEnumerable<string> Command(string package, bool isLimited)
    {
        var executable = Path.Combine(workshop.Function(package), "bootstrap");

        // The limit of the data segment counts private writable memory, which is what a process cannot give back; pages of program
        // files and socket buffers are not in it. Thread stacks count whole, used or not: hence the smaller ones.
        const string Limited = "ulimit -d \"$0\" && ulimit -s 1024 && exec \"$1\"";
        return isLimited ? ["bash", "-c", Limited, $"{LimitKb}", executable] : [executable];
    }

    private static Dictionary<string, string> Environment(
        FakeS3 storage,
        LambdaRuntimeApi api,
        Receiver receiver,
        bool isLimited
    )
    {
        var environment = new Dictionary<string, string>
        {
            ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
            ["AWS_ENDPOINT_URL_S3"] = storage.Endpoint.ToString(),
            ["S3_FORCE_PATH_STYLE"] = "on",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "benchmark",
            ["AWS_SECRET_ACCESS_KEY"] = "benchmark",
            ["LOGSTASH_HOSTS"] = $"127.0.0.1:{receiver.Port}",
        };
        if (isLimited)
        {
            environment["DOTNET_GCHeapHardLimit"] = HeapLimit;

            // Compiled code would be shared memory, which the limit does not count.
            environment["DOTNET_EnableWriteXorExecute"] = "0";
        }

        return environment;
    }
}

/// <summary>The life of an instance.</summary>
/// <param name="ToAnswer">From the process's start to its first answer.</param>
/// <param name="Used">What the process used in its life.</param>
/// <param name="SentBytes">What the receiver got.</param>
internal sealed record FunctionRun(TimeSpan ToAnswer, ProcessRun Used, long SentBytes);
