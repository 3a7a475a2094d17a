using System.Net;
using System.Net.Sockets;

namespace LogsProcessor.Cli.Receiving;

/// <summary>
/// A TCP receiver of JSON lines that ends connections as Logstash does: it reads to the sender's end, and closes its own side only when
/// everything is kept; so its FIN says "I have it all". Memory is one buffer a connection.
/// </summary>
internal sealed class Receiver : IAsyncDisposable
{
    private const int Backlog = 512;

    private readonly Socket _listener;
    private readonly LineStore? _store;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _serving = [];
    private readonly Task _accepting;
    private string? _fault;

    private Receiver(Socket listener, LineStore? store)
    {
        _listener = listener;
        _store = store;
        _accepting = AcceptAsync();
    }

    /// <summary>What it has seen so far.</summary>
    public ReceiverCounts Counts { get; } = new();

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>Why it could not keep or accept something, or null.</summary>
    public string? Fault => Volatile.Read(ref _fault);

    /// <summary>Starts to listen.</summary>
    /// <param name="endPoint">Where; port 0 takes any free one.</param>
    /// <param name="store">Keeps what is received, or null. It stays the caller's.</param>
    /// <exception cref="UsageException">Nobody can listen there; another program may do so already.</exception>
    public static Receiver Start(IPEndPoint endPoint, LineStore? store = null)
    {
        var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(endPoint);
            listener.Listen(Backlog);
            return new Receiver(listener, store);
        }
        catch (SocketException exception)
        {
            listener.Dispose();
            throw new UsageException($"cannot listen on {endPoint}: {exception.Message}");
        }
    }

    /// <summary>Accepts nothing more, and waits for the connections to be done with; those still open are broken off.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        Task[] serving;
        lock (_lock)
        {
            serving = [.. _serving];
        }

        await Task.WhenAll(serving);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                Counts.AddConnection();
                Track(ServeAsync(socket));
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _listener.Close();
        }
        catch (SocketException exception)
        {
            Volatile.Write(ref _fault, $"no more connections can be accepted: {exception.Message}");
        }
    }

    private void Track(Task serving)
    {
        lock (_lock)
        {
            _serving.Add(serving);
        }

        _ = serving.ContinueWith(Forget, TaskScheduler.Default);

        void Forget(Task done)
        {
            lock (_lock)
            {
                _serving.Remove(done);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var lines = new LineAssembler(Counts);
        using (socket)
        {
            try
            {
                await ReadToEndAsync(socket, lines);
                socket.Shutdown(SocketShutdown.Both);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                Counts.AddBroken();
            }
            catch (SocketException)
            {
                // The sender knows best why it broke off; that it did is counted.
                Counts.AddBroken();
            }
            catch (IOException exception)
            {
                // A reset, not a FIN: the sender must not take this for a confirmation.
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                Counts.AddBroken();
                Volatile.Write(ref _fault, $"what was received could not be kept: {exception.Message}");
            }
        }

        if (lines.IsWithinLine)
        {
            Counts.AddCutLine();
        }
    }

    private async Task ReadToEndAsync(Socket socket, LineAssembler lines)
    {
        while (true)
        {
            var received = await socket.ReceiveAsync(lines.Free, SocketFlags.None, _stop.Token);
            if (received == 0)
            {
                return;
            }

            lines.Take(received, Keep);
        }
    }

    private void Keep(ReadOnlySpan<byte> received) => _store?.Append(received);
}
