using LogsProcessor.Benchmarks.Results;
using LogsProcessor.Benchmarks.Running;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Lambda;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>An instance of the published function, run as Lambda does: a Runtime API, an S3 that holds the objects, the plain receiver.</summary>
internal sealed class FunctionInstance : IAsyncDisposable
{
    private const string Bucket = "logs";
    private const int LimitKb = 128 * 1024;

    // What the runtime itself would take of a container of 128 MB: three quarters.
    private const string HeapLimit = "0x6000000";

    /// <summary>What S3 sends when notifications are switched on: nothing to ship.</summary>
    private const string TestEvent =
        """{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-03-04T05:06:07.000Z","Bucket":"logs","RequestId":"1","HostId":"1"}""";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Workshop _workshop;
    private readonly FakeS3 _storage;
    private readonly LambdaRuntimeApi _api;
    private readonly Receiver _receiver;
    private MeasuredProcess? _process;
    private long _lines;

    private FunctionInstance(Workshop workshop, FakeS3 storage, LambdaRuntimeApi api, Receiver receiver)
    {
        _workshop = workshop;
        _storage = storage;
        _api = api;
        _receiver = receiver;
    }

    /// <summary>Starts what is around the function, and puts <paramref name="logs"/> into S3.</summary>
    public static async Task<FunctionInstance> PrepareAsync(Workshop workshop, IEnumerable<LogFile> logs)
    {
        var instance = new FunctionInstance(
            workshop,
            await FakeS3.StartAsync(),
            await LambdaRuntimeApi.StartAsync(),
            await Receiver.StartAsync(workshop)
        );
        foreach (var log in logs.DistinctBy(log => log.Path))
        {
            instance._storage.Put(Bucket, KeyOf(log), await File.ReadAllBytesAsync(log.Path));
        }

        return instance;
    }

    /// <summary>Starts its process.</summary>
    /// <param name="package">How it was published: native, jit, r2r, trimmed.</param>
    /// <param name="isLimited">Whether it may take no more than 128 MB of memory of its own.</param>
    public void Start(string package, bool isLimited = false) =>
        _process = MeasuredProcess.Start(_workshop, Command(package, isLimited), Environment(isLimited));

    /// <summary>Has it ship an object, or answer the test event; before its start, too: then that is what it begins with.</summary>
    /// <exception cref="BenchmarkException">It answered with an error.</exception>
    public async Task InvokeAsync(LogFile? log)
    {
        var payload = log is null ? TestEvent : S3Event.ObjectsCreated(Bucket, KeyOf(log));
        var answer = await _api.InvokeAsync(payload, Longest);
        _lines += log?.Lines ?? 0;
        if (answer.IsError)
        {
            throw new BenchmarkException($"the function answered '{answer.Body}'");
        }
    }

    /// <summary>What its process has used so far.</summary>
    public ProcessRun UsedSoFar() => _process!.UsedSoFar();

    /// <summary>Ends it.</summary>
    /// <returns>What it used in its life, and the bytes that the receiver got.</returns>
    /// <exception cref="BenchmarkException">Something did not arrive.</exception>
    public async Task<Shipment> EndAsync()
    {
        var used = await _process!.EndAsync(exitCode: 143);
        var (bytes, lines) = await _receiver.EndAsync();
        return lines == _lines
            ? new Shipment(used, bytes)
            : throw new BenchmarkException($"the receiver got {lines} lines of {_lines}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process?.Dispose();
        _receiver.Dispose();
        await _api.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private static string KeyOf(LogFile log) => $"AWSLogs/{Path.GetFileName(log.Path)}";

    private IEnumerable<string> Command(string package, bool isLimited)
    {
        var executable = Path.Combine(_workshop.Function(package), "bootstrap");

        // The limit of the data segment counts private writable memory, which is what a process cannot give back; pages of program
        // files and socket buffers are not in it. Thread stacks count whole, used or not: hence the smaller ones.
        const string Limited = "ulimit -d \"$0\" && ulimit -s 1024 && exec \"$1\"";
        return isLimited ? ["bash", "-c", Limited, $"{LimitKb}", executable] : [executable];
    }

    private Dictionary<string, string> Environment(bool isLimited)
    {
        var environment = new Dictionary<string, string>
        {
            ["AWS_LAMBDA_RUNTIME_API"] = _api.Address,
            ["AWS_ENDPOINT_URL_S3"] = _storage.Endpoint.ToString(),
            ["S3_FORCE_PATH_STYLE"] = "on",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "benchmark",
            ["AWS_SECRET_ACCESS_KEY"] = "benchmark",
            ["LOGSTASH_HOSTS"] = $"127.0.0.1:{_receiver.Port}",
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
