using System.Net;
using System.Net.Sockets;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Lambda;
using LogsProcessor.Testing.Processes;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Functions;

/// <summary>The function in a process that may take 128 MB of memory of its own, on an object of twice that.</summary>
/// <remarks>
/// The kernel holds the limit, as that of the data segment (<c>ulimit -d</c>): it counts private writable memory, which is what a process
/// cannot give back. Pages of program files, which the kernel may drop and read again, and socket buffers are not in it. Compiled code
/// is made private, so that it counts; the managed heap gets the three quarters that the runtime takes of a container.
/// </remarks>
public sealed class FunctionMemoryTests
{
    private const int LimitMb = 128;
    private const int ObjectMb = 2 * LimitMb;
    private const string Bucket = "large";

    // Stacks count whole against the limit, whether they are used or not.
    private const string Limited = "ulimit -d $((128 * 1024)) && ulimit -s 1024 && exec \"$@\"";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task An_object_of_twice_its_memory_is_shipped_whole()
    {
        var lines = 0;
        await using var storage = await FakeS3.StartAsync();
        storage.Put(Bucket, SampleLines.ClassicKey, LargeObject(ref lines));
        await using var api = await LambdaRuntimeApi.StartAsync();
        using var receiver = new CountingReceiver();
        await using var function = RunningProcess.Start(Command(storage, api, receiver));

        var answer = await api.InvokeAsync(S3Event.ObjectsCreated(Bucket, SampleLines.ClassicKey), Deadline);

        Assert.False(answer.IsError, answer.Body + function.Error);
        Assert.Contains($"{LimitMb * 1024 * 1024}", DataLimitOf(function), StringComparison.Ordinal);
        await function.WaitUntilAsync(it => Summaries(it).Count == 1, TimeSpan.FromMinutes(1), "summary");
        Summaries(function)[0].AssertCompleted(lines);
        Assert.Equal(lines, receiver.Lines);
    }

    // Its last line may not be whole yet.
    private static IReadOnlyList<RunSummaryLine> Summaries(RunningProcess function) =>
        RunSummaryLine.AllOf(function.Output.Split('\n')[..^1]);

    private static string DataLimitOf(RunningProcess function) =>
        File.ReadLines($"/proc/{function.Id}/limits")
            .Single(line => line.StartsWith("Max data size", StringComparison.Ordinal));

    private static byte[] LargeObject(ref int lines)
    {
        const int PieceLines = 10_000;
        var piece = SampleLines.Classic(PieceLines);
        var pieces = (ObjectMb * 1024 * 1024 / piece.Length) + 1;
        var content = new byte[pieces * piece.Length];
        for (var index = 0; index < pieces; index++)
        {
            piece.CopyTo(content, index * piece.Length);
        }

        lines = pieces * PieceLines;
        return content;
    }

    private static ProcessCommand Command(FakeS3 storage, LambdaRuntimeApi api, CountingReceiver receiver) =>
        ProcessCommand.Program(Repository.Function).Through(Limited) with
        {
            Environment = new Dictionary<string, string>
            {
                ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
                ["AWS_ENDPOINT_URL_S3"] = storage.Endpoint.ToString(),
                ["S3_FORCE_PATH_STYLE"] = "on",
                ["AWS_REGION"] = "us-east-1",
                ["AWS_ACCESS_KEY_ID"] = "test",
                ["AWS_SECRET_ACCESS_KEY"] = "test",
                ["LOGSTASH_HOSTS"] = $"127.0.0.1:{receiver.Port}",
                ["DOTNET_EnableWriteXorExecute"] = "0",
                ["DOTNET_GCHeapHardLimit"] = $"0x{LimitMb * 1024 * 1024 * 3 / 4:x}",
            },
        };

    /// <summary>Counts lines and keeps nothing: what is sent is several times the object.</summary>
    private sealed class CountingReceiver : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _accepting;
        private long _lines;

        public CountingReceiver()
        {
            _listener.Start();
            _accepting = AcceptAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public long Lines => Interlocked.Read(ref _lines);

        public void Dispose()
        {
            _listener.Stop();
            Assert.True(_accepting.Wait(Deadline), "the receiver did not end");
        }

        private async Task AcceptAsync()
        {
            var reading = new List<Task>();
            while (await TryAcceptAsync() is { } connection)
            {
                reading.Add(ReadAsync(connection));
            }

            await Task.WhenAll(reading);
        }

        private async Task<Socket?> TryAcceptAsync()
        {
            try
            {
                return await _listener.AcceptSocketAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The listener was stopped, which is how the wait for another connection ends.
                return null;
            }
        }

        private async Task ReadAsync(Socket connection)
        {
            using (connection)
            {
                var buffer = new byte[128 * 1024];
                while (await connection.ReceiveAsync(buffer) is var read and > 0)
                {
                    Interlocked.Add(ref _lines, buffer.AsSpan(0, read).Count((byte)'\n'));
                }
            }
        }
    }
}
