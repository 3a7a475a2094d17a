using System.Net;
using System.Net.Sockets;
using LogsProcessor.Logstash;

namespace LogsProcessor.Benchmarks.Micro;

/// <summary>Reads and discards on a loopback port, in threads of its own that allocate nothing while they read.</summary>
internal sealed class DiscardingReceiver : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private DiscardingReceiver()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(64);
        Address = new HostAddress("127.0.0.1", ((IPEndPoint)_listener.LocalEndPoint!).Port);
    }

    /// <summary>Where it listens.</summary>
    public HostAddress Address { get; }

    /// <summary>Starts one.</summary>
    public static DiscardingReceiver Start()
    {
        var receiver = new DiscardingReceiver();
        for (var thread = 0; thread < 2; thread++)
        {
            new Thread(receiver.Serve) { IsBackground = true }.Start();
        }

        return receiver;
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => _listener.Dispose();

    private void Serve()
    {
        var buffer = new byte[BufferBytes];
        while (TryAccept() is { } connection)
        {
            using (connection)
            {
                while (connection.Receive(buffer) > 0) { }
            }
        }
    }

    private Socket? TryAccept()
    {
        try
        {
            return _listener.Accept();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The one way to wake a thread that waits here is to close the listener.
            return null;
        }
    }
}
