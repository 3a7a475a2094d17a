using System.Net.Sockets;

namespace LogsProcessor.Logstash.Pool;

/// <summary>What the kernel knows of a connection whose both sides have ended.</summary>
internal static class TcpState
{
    private const int TcpInfoOption = 11;

    // linux/include/net/tcp_states.h
    private const byte CloseWait = 8;
    private const byte LastAck = 9;
    private const byte Closing = 11;

    /// <summary>
    /// Whether the peer's FIN was sent before it had seen ours: it gave up on the connection, and did not read to its end. Known on
    /// Linux, where the function runs; elsewhere it is taken not to be so.
    /// </summary>
    internal static bool HasPeerClosedFirst(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        Span<byte> info = stackalloc byte[8];
        var length = socket.GetRawSocketOption((int)SocketOptionLevel.Tcp, TcpInfoOption, info);
        return length > 0 && info[0] is CloseWait or LastAck or Closing;
    }
}
