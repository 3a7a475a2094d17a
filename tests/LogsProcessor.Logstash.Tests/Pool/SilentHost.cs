using System.Net;
using System.Net.Sockets;

namespace LogsProcessor.Logstash.Tests.Pool;

/// <summary>A host that answers no attempt to connect, as one behind a firewall: its kernel's queue of connections is full.</summary>
internal sealed class SilentHost : IDisposable
{
    private readonly List<Socket> _sockets = [];

    internal SilentHost()
    {
        var listener = NewSocket();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var endPoint = (IPEndPoint)listener.LocalEndPoint!;
        Address = new HostAddress(endPoint.Address.ToString(), endPoint.Port);

        // A queue of 0 holds one, and while nobody accepts it, what comes after it is passed over in silence.
        NewSocket().Connect(endPoint);
    }

    internal HostAddress Address { get; }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private Socket NewSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        return socket;
    }
}
