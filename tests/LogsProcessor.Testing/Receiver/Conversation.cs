using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace LogsProcessor.Testing.Receiver;

/// <summary>Plays one connection's script.</summary>
internal sealed class Conversation(
    Socket socket,
    ConnectionScript script,
    FakeLogstashOptions options,
    ReceivedConnection received,
    Action onProgress
)
{
    /// <summary>Plays the script to its end. What the sender does wrong is recorded, not thrown.</summary>
    /// <param name="onEnd">Called once, before the socket is closed: a sender that sees the close may come again at once.</param>
    /// <param name="stop">The receiver dies: the connection is reset.</param>
    internal async Task RunAsync(Action onEnd, CancellationToken stop)
    {
        try
        {
            await PlayAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            received.EndAs(ConnectionEnd.Fault, "the receiver died");
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (AuthenticationException exception)
        {
            // Other servers send an alert here; SslStream leaves without a word, which the sender would take for an orderly end.
            socket.LingerState = new LingerOption(true, 0);
            received.EndAs(ConnectionEnd.Broken, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            received.EndAs(ConnectionEnd.Broken, exception.Message);
        }
        finally
        {
            onEnd();
            socket.Dispose();
        }
    }

    private async Task PlayAsync(CancellationToken stop)
    {
        await using var stream = await OpenAsync(stop);
        var isFaulty = script.Fault is not (ConnectionFault.None or ConnectionFault.HoldOpen);
        await ReadAsync(stream, isFaulty ? script.FaultAfter : long.MaxValue, stop);
        if (isFaulty && received.BytesRead >= script.FaultAfter)
        {
            await MisbehaveAsync(stream, stop);
            return;
        }

        if (script.Fault == ConnectionFault.HoldOpen)
        {
            await Task.Delay(Timeout.Infinite, stop);
        }

        if (stream is SslStream tls)
        {
            await tls.ShutdownAsync();
        }

        received.EndAtSendersFin();
    }

    private async Task MisbehaveAsync(Stream stream, CancellationToken stop)
    {
        switch (script.Fault)
        {
            case ConnectionFault.HalfClose:
                socket.Shutdown(SocketShutdown.Send);
                await ReadAsync(stream, long.MaxValue, stop);
                break;
            case ConnectionFault.Abandon:
                socket.Shutdown(SocketShutdown.Send);
                break;
            case ConnectionFault.Stall:
                await Task.Delay(Timeout.Infinite, stop);
                break;
            case ConnectionFault.Reset:
                socket.LingerState = new LingerOption(true, 0);
                break;
        }

        received.EndAs(ConnectionEnd.Fault, null);
    }

    private async Task ReadAsync(Stream stream, long upTo, CancellationToken stop)
    {
        var buffer = new byte[script.ReadSize];
        while (received.BytesRead < upTo)
        {
            await (script.BeforeRead?.Invoke(stop) ?? Task.CompletedTask);
            var most = (int)Math.Min(buffer.Length, upTo - received.BytesRead);
            var read = await stream.ReadAsync(buffer.AsMemory(0, most), stop);
            if (read == 0)
            {
                return;
            }

            received.Add(buffer.AsSpan(0, read));
            onProgress();
        }
    }

    private async Task<Stream> OpenAsync(CancellationToken stop)
    {
        var plain = new NetworkStream(socket, ownsSocket: false);
        if (options.Certificate is null)
        {
            return plain;
        }

        var tls = new SslStream(plain);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = options.Certificate,
                ClientCertificateRequired = options.ClientAuthority is not null,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => IsWelcome(certificate),
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            },
            stop
        );
        return tls;
    }

    private bool IsWelcome(X509Certificate? certificate)
    {
        if (options.ClientAuthority is null)
        {
            return true;
        }

        if (certificate is null)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(options.ClientAuthority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build((X509Certificate2)certificate);
    }
}
