using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LogsProcessor.Testing;

/// <summary>Ports of the loopback address.</summary>
public static class Loopback
{
    private const int LeastPort = 10_000;
    private const int FewPorts = 1_000;

    /// <summary>How many ports from <see cref="LeastPort"/> on the kernel gives to nobody who does not name them.</summary>
    private static readonly int Unassigned = FirstAssigned() - LeastPort;

    private static int _last = Random.Shared.Next(0, int.MaxValue / 2);

    /// <summary>
    /// A port that nobody listens on: free to use, or to be refused at. It is none of those that the kernel gives to whoever listens on any
    /// or connects, so that nobody else gets it before it is used; and no two calls give the same.
    /// </summary>
    public static int FreePort()
    {
        // Where the kernel keeps all ports for itself, it is asked for one, and may give it away again.
        while (Unassigned >= FewPorts)
        {
            var port = LeastPort + (Interlocked.Increment(ref _last) % Unassigned);
            if (TryBind(port) is not null)
            {
                return port;
            }
        }

        return TryBind(0)!.Value;
    }

    /// <summary>Waits until a connection to the port comes about; it is closed at once.</summary>
    /// <exception cref="TimeoutException">It did not in time.</exception>
    public static async Task WaitUntilListeningAsync(int port, TimeSpan timeout)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException exception)
            {
                if (TimeProvider.System.GetElapsedTime(started) > timeout)
                {
                    throw new TimeoutException($"nothing listens on port {port} after {timeout}", exception);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    /// <summary>The port that was bound, and is free again; null if it is somebody's.</summary>
    private static int? TryBind(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return null;
        }
    }

    private static int FirstAssigned()
    {
        const string range = "/proc/sys/net/ipv4/ip_local_port_range";
        return File.Exists(range) ? int.Parse(File.ReadAllText(range).Split()[0], CultureInfo.InvariantCulture) : 0;
    }
}
