using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace LogsProcessor.Testing.Receiver;

/// <summary>What a fake receiver is like, whatever the connection.</summary>
public sealed record FakeLogstashOptions
{
    /// <summary>How connections are treated, in the order of acceptance; the last one holds for all that follow.</summary>
    public IReadOnlyList<ConnectionScript> Scripts { get; init; } = [ConnectionScript.Orderly];

    /// <summary>The port, or 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>The kernel's receive buffer, in bytes; small ones make a slow reader felt early. Null: the system's default.</summary>
    public int? ReceiveBuffer { get; init; }

    /// <summary>The receiver's certificate, with its key: connections are TLS. Null: they are plain.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The authority that must have issued the sender's certificate. Null: none is asked for.</summary>
    public X509Certificate2? ClientAuthority { get; init; }
}

/// <summary>
/// A receiver on the loopback address that treats its connections as a script says, and keeps what it got. Like Logstash's tcp input
/// it never answers a byte; its FIN, after the sender's, is all it says. Thread-safe.
/// </summary>
public sealed class FakeLogstash : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly FakeLogstashOptions _options;
    private readonly List<ReceivedConnection> _connections = [];
    private readonly Signal _changed = new();
    private Listening _listening;
    private int _open;

    private FakeLogstash(FakeLogstashOptions options)
    {
        _options = options;
        _listening = Listen(options.Port);
        Port = ((IPEndPoint)_listening.Socket.LocalEndPoint!).Port;
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary><c>host:port</c>, as the settings want it.</summary>
    public string Endpoint => $"127.0.0.1:{Port}";

    /// <summary>The connections so far, in the order of acceptance.</summary>
    public IReadOnlyList<ReceivedConnection> Connections
    {
        get
        {
            lock (_lock)
            {
                return [.. _connections];
            }
        }
    }

    /// <summary>The most connections that were open at once.</summary>
    public int PeakOpen { get; private set; }

    /// <summary>All whole lines of all connections, however they ended.</summary>
    public IReadOnlyList<string> Lines => [.. Connections.SelectMany(connection => connection.Lines)];

    /// <summary>The lines of connections that were closed in order: all that a sender may count as sent.</summary>
    public IReadOnlyList<string> ConfirmedLines =>
        [.. Connections.Where(it => it.End == ConnectionEnd.Orderly).SelectMany(it => it.Lines)];

    /// <summary>Starts a receiver with these scripts; none: every connection is treated well.</summary>
    public static FakeLogstash Start(params ConnectionScript[] scripts) =>
        Start(scripts.Length == 0 ? new FakeLogstashOptions() : new FakeLogstashOptions { Scripts = scripts });

    /// <summary>Starts a receiver.</summary>
    public static FakeLogstash Start(FakeLogstashOptions options) => new(options);

    /// <summary>Waits until so many whole lines have arrived, over whatever connections.</summary>
    /// <exception cref="TimeoutException">They did not arrive in time.</exception>
    public Task WaitForLinesAsync(int count, TimeSpan timeout) =>
        _changed.WaitAsync(
            () => Connections.Sum(it => it.LineCount) >= count,
            timeout,
            () => $"{Connections.Sum(it => it.LineCount)} of {count} lines arrived"
        );

    /// <summary>Waits until so many connections were accepted, and all accepted ones have ended.</summary>
    /// <exception cref="TimeoutException">They did not end in time.</exception>
    public Task WaitForEndAsync(int connections, TimeSpan timeout) =>
        _changed.WaitAsync(
            () => Connections is var all && all.Count >= connections && all.All(it => it.End != ConnectionEnd.Open),
            timeout,
            () => $"of {connections} connections {string.Join(", ", Connections.Select(it => it.End))}"
        );

    /// <summary>Dies: every connection is reset, and new ones are refused.</summary>
    public async Task DieAsync()
    {
        await _listening.DisposeAsync();
        _changed.Raise();
    }

    /// <summary>Listens again on the same port, after <see cref="DieAsync"/>.</summary>
    public void ComeBack() => _listening = Listen(Port);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _listening.DisposeAsync();

    private Listening Listen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // Connections of an earlier life may linger on the port.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        if (_options.ReceiveBuffer is { } bytes)
        {
            socket.ReceiveBufferSize = bytes;
        }

        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        socket.Listen(512);
        return new Listening(socket, AcceptAllAsync);
    }

    private async Task AcceptAllAsync(Socket listener, CancellationToken stop)
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                var script = _options.Scripts[Math.Min(Connections.Count, _options.Scripts.Count - 1)];
                await (script.BeforeAccept?.Invoke(stop) ?? Task.CompletedTask);
                var socket = await listener.AcceptAsync(stop);
                served.Add(ServeAsync(new Conversation(socket, script, _options, Begin(), _changed.Raise), stop));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Death or the end of the test: what is being served ends by the same token.
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(Conversation conversation, CancellationToken stop)
    {
        await conversation.RunAsync(
            () =>
            {
                lock (_lock)
                {
                    _open--;
                }
            },
            stop
        );
        _changed.Raise();
    }

    private ReceivedConnection Begin()
    {
        lock (_lock)
        {
            var connection = new ReceivedConnection(_connections.Count);
            _connections.Add(connection);
            PeakOpen = Math.Max(PeakOpen, ++_open);
            return connection;
        }
    }

    /// <summary>One life of the receiver: its listening socket, and what it serves.</summary>
    private sealed class Listening : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _accepting;

        internal Listening(Socket socket, Func<Socket, CancellationToken, Task> accept)
        {
            Socket = socket;
            _accepting = Task.Run(() => accept(socket, _stop.Token));
        }

        internal Socket Socket { get; }

        public async ValueTask DisposeAsync()
        {
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            await _stop.CancelAsync();
            await _accepting;
            Socket.Dispose();
            _stop.Dispose();
        }
    }
}
