using System.Security.Cryptography.X509Certificates;
using LogsProcessor.Core.Summary;
using LogsProcessor.Logstash.Tests.Delivery;
using LogsProcessor.Logstash.Tls;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Certificates;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.Logstash.Tests.Tls;

public sealed class TlsDeliveryTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    [Theory]
    [InlineData(1)]
    [InlineData(20_000)]
    public async Task Every_line_is_confirmed_over_mutual_TLS(int lines)
    {
        await using var receiver = Receiver(_certificates.Server, clientAuthority: _certificates.Authority);
        var options = OptionsFor(
            receiver,
            Trusting(_certificates.Authority) with
            {
                Certificate = Pem(_certificates.Client),
                Key = Key(_certificates.Client),
            }
        );

        var summary = await Shipment.RunAsync(options, MemoryLogObject.OfClassicLines(lines));

        Shipment.AssertSound(summary, options, receiver);
        Assert.Equal(Outcome.Completed, summary.Outcome);
        Assert.Equal(lines, receiver.ConfirmedLines.Count);
        Assert.Equal(0, summary.Connections.Unconfirmed);
    }

    [Fact]
    public async Task An_expired_certificate_is_told_as_that()
    {
        await using var receiver = Receiver(_certificates.ExpiredServer);

        await AssertFaultAsync(receiver, Trusting(_certificates.Authority), "is expired or not yet valid: valid from ");
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_told_as_that()
    {
        await using var receiver = Receiver(_certificates.WrongNameServer);

        await AssertFaultAsync(
            receiver,
            Trusting(_certificates.Authority),
            "is not for '127.0.0.1'; set LOGSTASH_SERVER_NAME"
        );
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_told_as_that()
    {
        await using var receiver = Receiver(_certificates.Server);

        await AssertFaultAsync(receiver, Trusting(_certificates.StrangeAuthority), "is from an unknown authority (");
    }

    [Fact]
    public async Task A_receiver_that_wants_a_client_certificate_is_told_as_that()
    {
        await using var receiver = Receiver(_certificates.Server, clientAuthority: _certificates.Authority);

        await AssertFaultAsync(receiver, Trusting(_certificates.Authority), "client certificate");
    }

    [Fact]
    public async Task A_receiver_that_speaks_no_TLS_fails_the_handshake()
    {
        await using var receiver = FakeLogstash.Start(
            new ConnectionScript { Fault = ConnectionFault.Close, FaultAfter = 1 }
        );

        await AssertFaultAsync(receiver, Trusting(_certificates.Authority), "the TLS handshake failed");
    }

    [Fact]
    public async Task A_broken_TLS_connection_is_in_doubt_and_its_lines_go_out_again()
    {
        await using var receiver = FakeLogstash.Start(
            new FakeLogstashOptions
            {
                Certificate = _certificates.Server,
                Scripts =
                [
                    new ConnectionScript { Fault = ConnectionFault.Reset, FaultAfter = 100_000 },
                    ConnectionScript.Orderly,
                ],
            }
        );
        var options = OptionsFor(receiver, Trusting(_certificates.Authority));

        var summary = await Shipment.RunAsync(options, MemoryLogObject.OfClassicLines(4_000));

        Shipment.AssertSound(summary, options, receiver);
        Assert.Equal(Outcome.Completed, summary.Outcome);
        Assert.True(summary.Objects[0].Resent > 0);
    }

    public void Dispose() => _certificates.Dispose();

    private static FakeLogstash Receiver(X509Certificate2 certificate, X509Certificate2? clientAuthority = null) =>
        FakeLogstash.Start(new FakeLogstashOptions { Certificate = certificate, ClientAuthority = clientAuthority });

    private static LogstashOptions OptionsFor(FakeLogstash receiver, TlsOptions tls) =>
        Shipment.OptionsFor(receiver) with
        {
            Tls = tls,
        };

    private static TlsOptions Trusting(X509Certificate2 authority) => new() { Authority = Pem(authority) };

    private static PemSource Pem(X509Certificate2 certificate) =>
        new("LOGSTASH_CERT", null, certificate.ExportCertificatePem());

    private static PemSource Key(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey();
        return new PemSource("LOGSTASH_KEY", null, key!.ExportPkcs8PrivateKeyPem());
    }

    private static async Task AssertFaultAsync(FakeLogstash receiver, TlsOptions tls, string expected)
    {
        var wait = TimeSpan.FromSeconds(50);
        var options = OptionsFor(receiver, tls) with { ConnectionWait = wait, MostAttempts = 2 };

        var summary = await Shipment.RunAsync(options, new OneFailureClock(wait), MemoryLogObject.OfClassicLines(10));

        Shipment.AssertSound(summary, options, receiver);
        Assert.Equal(Outcome.Failed, summary.Outcome);
        Assert.Contains(
            summary.Failures.Sockets.LastFew,
            failure => failure.Message.Contains(expected, StringComparison.Ordinal)
        );
    }
}
