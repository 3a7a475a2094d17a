using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using LogsProcessor.Testing.Certificates;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.EndToEnd.Tests.Fakes;

public sealed class FakeLogstashTlsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task A_sender_that_trusts_the_authority_ends_in_order()
    {
        await using var receiver = Start(_certificates.Server);
        using var sender = await ConnectAsync(receiver.Port);
        await using var tls = await AuthenticateAsync(sender, _certificates.Authority, null);

        await FinishAsync(sender, tls);

        await receiver.WaitForEndAsync(1, Patience);
        Assert.Equal(["{}"], receiver.ConfirmedLines);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("wrong name")]
    [InlineData("strange authority")]
    public async Task A_certificate_that_is_not_good_is_refused_by_the_sender(string fault)
    {
        var server = fault switch
        {
            "expired" => _certificates.ExpiredServer,
            "wrong name" => _certificates.WrongNameServer,
            _ => _certificates.Server,
        };
        var trusted = fault == "strange authority" ? _certificates.StrangeAuthority : _certificates.Authority;
        await using var receiver = Start(server);
        using var sender = await ConnectAsync(receiver.Port);

        await Assert.ThrowsAsync<AuthenticationException>(() => AuthenticateAsync(sender, trusted, null));

        Assert.Empty(receiver.Lines);
    }

    [Fact]
    public async Task A_required_client_certificate_of_the_authority_is_welcome()
    {
        await using var receiver = Start(_certificates.Server, _certificates.Authority);
        using var sender = await ConnectAsync(receiver.Port);
        await using var tls = await AuthenticateAsync(sender, _certificates.Authority, _certificates.Client);

        await FinishAsync(sender, tls);

        await receiver.WaitForEndAsync(1, Patience);
        Assert.Equal(ConnectionEnd.Orderly, Assert.Single(receiver.Connections).End);
    }

    [Fact]
    public async Task A_missing_client_certificate_breaks_the_connection_and_brings_no_line()
    {
        await using var receiver = Start(_certificates.Server, _certificates.Authority);
        using var sender = await ConnectAsync(receiver.Port);
        await using var tls = await AuthenticateAsync(sender, _certificates.Authority, null);

        // TLS 1.3 tells of a missing certificate only after the handshake.
        await Assert.ThrowsAnyAsync<IOException>(() => FinishAsync(sender, tls));

        await receiver.WaitForEndAsync(1, Patience);
        Assert.Equal(ConnectionEnd.Broken, Assert.Single(receiver.Connections).End);
        Assert.Empty(receiver.Lines);
    }

    private static FakeLogstash Start(X509Certificate2 certificate, X509Certificate2? clientAuthority = null) =>
        FakeLogstash.Start(new FakeLogstashOptions { Certificate = certificate, ClientAuthority = clientAuthority });

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port);
        return socket;
    }

    private static async Task<SslStream> AuthenticateAsync(
        Socket socket,
        X509Certificate2 authority,
        X509Certificate2? certificate
    )
    {
        var tls = new SslStream(new NetworkStream(socket));
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ClientCertificates = certificate is null ? [] : [certificate],
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { authority },
            },
        };
        await tls.AuthenticateAsClientAsync(options);
        return tls;
    }

    private static async Task FinishAsync(Socket socket, SslStream tls)
    {
        await tls.WriteAsync("{}\n"u8.ToArray());
        await tls.ShutdownAsync();
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await tls.ReadAsync(new byte[1]));
    }
}
