using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using LogsProcessor.Logstash.Tls;

namespace LogsProcessor.Logstash.Pool;

/// <summary>
/// TLS over a connected socket. A read is always under way: in TLS 1.3 the peer's refusal of a client certificate, and its farewell,
/// arrive only there.
/// </summary>
internal sealed class TlsChannel : IDisposable
{
    /// <summary>One TLS record.</summary>
    internal const int PieceBytes = 16 * 1024;

    private static readonly TimeSpan LongestWaitForReason = TimeSpan.FromMilliseconds(250);

    private readonly bool _hasClientCertificate;
    private readonly SslStream _stream;
    private readonly Task _farewell;

    private TlsChannel(SslStream stream, bool hasClientCertificate)
    {
        _hasClientCertificate = hasClientCertificate;
        _stream = stream;
        _farewell = WatchAsync(stream);
    }

    /// <summary>Whether the peer has not said farewell, in whatever manner.</summary>
    internal bool IsAlive => !_farewell.IsCompleted;

    /// <exception cref="IOException">The handshake failed; the message says why.</exception>
    internal static async Task<TlsChannel> OpenAsync(
        Socket socket,
        SslClientAuthenticationOptions options,
        CancellationToken cancel
    )
    {
        string? fault = null;
        options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            fault =
                errors == SslPolicyErrors.None
                    ? null
                    : TlsFault.Describe(options.TargetHost ?? "", certificate, chain, errors);
            return fault is null;
        };

        var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
        try
        {
            await stream.AuthenticateAsClientAsync(options, cancel);
            return new TlsChannel(stream, options.ClientCertificateContext is not null);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            await stream.DisposeAsync();
            var reason = fault ?? TlsFault.Describe(exception, options.ClientCertificateContext is not null);
            throw new IOException($"the TLS handshake failed: {reason}", exception);
        }
    }

    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> piece, CancellationToken cancel)
    {
        try
        {
            await _stream.WriteAsync(piece, cancel);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            throw new IOException(await ReasonAsync(exception), exception);
        }
    }

    /// <summary>Says that nothing follows, and waits for the peer to say the same.</summary>
    internal async Task ShutdownAsync(CancellationToken cancel)
    {
        try
        {
            await _stream.ShutdownAsync().WaitAsync(cancel);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            throw new IOException(await ReasonAsync(exception), exception);
        }
    }

    /// <summary>Waits for the peer's farewell.</summary>
    /// <exception cref="IOException">It ended otherwise.</exception>
    internal async Task WaitForFarewellAsync(CancellationToken cancel)
    {
        try
        {
            await _farewell.WaitAsync(cancel);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            throw new IOException(await ReasonAsync(exception), exception);
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>
    /// A write fails with "broken pipe" where a read learns the reason, an alert, a little later.
    /// </summary>
    private async Task<string> ReasonAsync(Exception exception)
    {
        await Task.WhenAny(_farewell, Task.Delay(LongestWaitForReason));
        return TlsFault.Describe(_farewell.Exception?.InnerException ?? exception, _hasClientCertificate);
    }

    /// <summary>OpenSSL's own faults come through where the peer has ended the session in the middle of something.</summary>
    private static bool IsEnd(Exception exception) =>
        exception is IOException or CryptographicException or InvalidOperationException;

    private static async Task WatchAsync(SslStream stream)
    {
        var ignored = new byte[256];
        while (await stream.ReadAsync(ignored) > 0)
        {
            // A receiver has nothing to say; only its end matters.
        }
    }
}
