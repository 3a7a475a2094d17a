using System.Net;
using System.Net.Sockets;
using LogsProcessor.Core.Json;

namespace LogsProcessor.Logstash.Pool;

/// <summary>
/// One TCP connection to a receiver, from its opening to its end in order. It keeps the batches that it carried, for until the receiver
/// has read to the end and closed its own side, nobody knows whether they arrived. Used by one owner at a time.
/// </summary>
internal sealed class LogstashConnection : IDisposable
{
    /// <summary>
    /// What the kernel may hold unsent. Small, so that a slow receiver is felt at once, and has little left to read when the connection
    /// is to be closed.
    /// </summary>
    private const int SendBufferBytes = 256 * 1024;

    /// <summary>A connection that carries its share carries so many batches, or a few more.</summary>
    private const int UsualBatches = 20;

    /// <summary>When the kernel's buffer is full, progress is watched in pieces of this size.</summary>
    private const int PieceBytes = 8 * 1024;

    /// <summary>What receivers say goes here, of all connections: nobody reads it.</summary>
    private static readonly byte[] Ignored = new byte[256];

    private List<Batch> _carried = new(UsualBatches);
    private Socket? _socket;
    private TlsChannel? _tls;

    /// <summary>The receiver it is connected to.</summary>
    internal HostAddress? Host { get; private set; }

    /// <summary>The batches written to it, whose delivery is not confirmed yet.</summary>
    internal IReadOnlyList<Batch> Carried => _carried;

    /// <summary>The bytes written to it.</summary>
    internal long BytesCarried { get; private set; }

    internal bool IsOpen => _socket is not null;

    /// <summary>Connects, and with TLS shakes hands. The name is resolved anew each time.</summary>
    /// <exception cref="IOException">It did not come about; the message says why.</exception>
    internal async Task ConnectAsync(HostAddress host, Tls.TlsCredentials? credentials, CancellationToken cancel)
    {
        Socket? socket = null;
        try
        {
            // The system may have no socket left to give.
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                SendBufferSize = SendBufferBytes,
            };
            await socket.ConnectAsync(EndPointOf(host), cancel);
            _tls = credentials is null ? null : await TlsChannel.OpenAsync(socket, credentials.For(host.Host), cancel);
        }
        catch (SocketException exception)
        {
            socket?.Dispose();
            throw new IOException(SocketFault.Describe(exception), exception);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }

        socket.Blocking = false;
        _socket = socket;
        Host = host;
    }

    /// <summary>
    /// Whether the connection is good for more lines, as far as can be seen from here without waiting: the peer has neither closed nor
    /// reset it. A send to a closed one would succeed all the same, and its lines be lost.
    /// </summary>
    internal bool IsVerified() => _socket is not null && (_tls?.IsAlive ?? true) && !HasPeerClosed(_socket);

    /// <summary>Writes all of it. Done means that the kernel has it, no more.</summary>
    /// <exception cref="IOException">The connection broke, or made no progress for so long; the message says which.</exception>
    internal async ValueTask SendAsync(
        ReadOnlyMemory<byte> bytes,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        while (!bytes.IsEmpty)
        {
            var sent = _tls is null ? SendNow(bytes.Span) : 0;
            if (sent == 0)
            {
                sent = Math.Min(bytes.Length, _tls is null ? PieceBytes : TlsChannel.PieceBytes);
                await SendPieceAsync(bytes[..sent], timeout, clock, cancel);
            }

            bytes = bytes[sent..];
        }
    }

    /// <summary>Notes a batch as written to it.</summary>
    internal void Carry(Batch batch)
    {
        _carried.Add(batch);
        BytesCarried += batch.Length;
    }

    /// <summary>
    /// Closes in order: says that nothing follows, and waits until the receiver has read to the end and closed its own side. Only then
    /// are the lines it carried delivered.
    /// </summary>
    /// <exception cref="IOException">That did not happen: the lines are in doubt.</exception>
    internal async Task CloseInOrderAsync(TimeSpan timeout, TimeProvider clock, CancellationToken cancel)
    {
        var socket = _socket!;
        if (!IsVerified())
        {
            throw new IOException("the receiver closed the connection before all was sent");
        }

        using var timer = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            if (_tls is not null)
            {
                await _tls.ShutdownAsync(either.Token);
            }

            socket.Shutdown(SocketShutdown.Send);
            if (_tls is not null)
            {
                await _tls.WaitForFarewellAsync(either.Token);
            }

            await ReadToEndAsync(socket, either.Token);
        }
        catch (SocketException exception)
        {
            throw new IOException(SocketFault.Describe(exception), exception);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new IOException($"the receiver did not close its side within {timeout.TotalMilliseconds:0} ms");
        }

        // In TLS the peer may answer our farewell before it sees our FIN.
        if (_tls is null && TcpState.HasPeerClosedFirst(socket))
        {
            throw new IOException("the receiver closed the connection before it had read to the end");
        }

        // A receiver that ends its side and then drops what it has not read sends a FIN, then a RST. Behind a FIN, reading only says
        // that this is the end; the RST is told by the socket's error alone. Asked last: before the RST, the state above tells.
        if (socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is int error and not 0)
        {
            throw new IOException(SocketFault.Describe(new SocketException(error)));
        }
    }

    /// <summary>Takes the batches away; they are somebody else's from now on.</summary>
    internal List<Batch> TakeCarried()
    {
        var carried = _carried;
        _carried = [];
        return carried;
    }

    /// <summary>Closes the socket, in whatever state it is.</summary>
    public void Dispose()
    {
        _tls?.Dispose();
        _tls = null;
        _socket?.Dispose();
        _socket = null;
    }

    /// <summary>A name is looked up by the socket; and an IPv6 address is for it to refuse where there is no IPv6.</summary>
    private static EndPoint EndPointOf(HostAddress host) =>
        IPAddress.TryParse(host.Host, out var address) && address.AddressFamily == AddressFamily.InterNetwork
            ? new IPEndPoint(address, host.Port)
            : new DnsEndPoint(host.Host, host.Port);

    /// <summary>Hands the kernel what it takes at once, without waiting; 0 if it takes nothing.</summary>
    private int SendNow(ReadOnlySpan<byte> bytes)
    {
        var sent = _socket!.Send(bytes, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => sent,
            SocketError.WouldBlock => 0,
            _ => throw new IOException(SocketFault.Describe(new SocketException((int)error))),
        };
    }

    private async ValueTask SendPieceAsync(
        ReadOnlyMemory<byte> piece,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        using var timer = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            if (_tls is null)
            {
                await _socket!.SendAsync(piece, SocketFlags.None, either.Token);
            }
            else
            {
                await _tls.WriteAsync(piece, either.Token);
            }
        }
        catch (SocketException exception)
        {
            throw new IOException(SocketFault.Describe(exception), exception);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new IOException($"the receiver took nothing for {timeout.TotalMilliseconds:0} ms");
        }
    }

    private bool HasPeerClosed(Socket socket)
    {
        if (_tls is not null)
        {
            // What there is to read is the session's, which reads it at the same time: it is looked at, and left there.
            var seen = socket.Receive(Ignored, SocketFlags.Peek, out var fault);
            return fault != SocketError.WouldBlock && (fault != SocketError.Success || seen == 0);
        }

        while (true)
        {
            // A receiver has nothing to say. What it says all the same is passed over: only its end matters.
            var read = socket.Receive(Ignored, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return false;
            }

            if (error != SocketError.Success || read == 0)
            {
                return true;
            }
        }
    }

    private static async Task ReadToEndAsync(Socket socket, CancellationToken cancel)
    {
        while (await socket.ReceiveAsync(Ignored, SocketFlags.None, cancel) > 0)
        {
            cancel.ThrowIfCancellationRequested();
        }
    }
}
