using LogsProcessor.Testing;
using LogsProcessor.Testing.Certificates;
using LogsProcessor.Testing.Processes;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Cli;

/// <summary>Mutual TLS with a peer that nobody of the project wrote.</summary>
public sealed class ShipOverTlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestCertificates _certificates = new();

    public void Dispose()
    {
        _certificates.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_slow_reader_gets_each_of_200_000_lines()
    {
        const int Lines = 200_000;
        var log = _folder.File("clb.log");
        await LogsProcessorCli.GenerateAsync("clb", Lines, log);
        await using var receiver = await OpensslReceiver.StartAsync(
            _certificates,
            _folder,
            TimeSpan.FromMilliseconds(1)
        );

        var result = await ShipAsync(
            log,
            receiver,
            _certificates.Authority.ExportCertificatePem(),
            withCertificate: true,
            connectionWaitMs: "60000"
        );

        Assert.True(result.ExitCode == 0, result.ToString());
        var summary = LogsProcessorCli.SummaryOf(result);
        summary.AssertCompleted(Lines);
        Assert.Equal(0, summary.Unconfirmed);
        Assert.Equal(Lines, await receiver.EndAsync());
    }

    [Fact]
    public async Task Without_a_client_certificate_the_run_says_that_one_is_wanted()
    {
        var log = _folder.File("clb.log");
        await File.WriteAllBytesAsync(log, SampleLines.Classic(10));
        await using var receiver = await OpensslReceiver.StartAsync(_certificates, _folder, TimeSpan.Zero);

        var result = await ShipAsync(
            log,
            receiver,
            _certificates.Authority.ExportCertificatePem(),
            withCertificate: false
        );

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("client certificate", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, await receiver.EndAsync());
    }

    [Fact]
    public async Task A_receiver_of_an_unknown_authority_gets_nothing()
    {
        var log = _folder.File("clb.log");
        await File.WriteAllBytesAsync(log, SampleLines.Classic(10));
        await using var receiver = await OpensslReceiver.StartAsync(_certificates, _folder, TimeSpan.Zero);

        var result = await ShipAsync(
            log,
            receiver,
            _certificates.StrangeAuthority.ExportCertificatePem(),
            withCertificate: true
        );

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is from an unknown authority", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, await receiver.EndAsync());
    }

    private async Task<ProcessResult> ShipAsync(
        string log,
        OpensslReceiver receiver,
        string trusted,
        bool withCertificate,
        string connectionWaitMs = "3000"
    )
    {
        var authority = _folder.File("client-trusts.pem");
        await File.WriteAllTextAsync(authority, trusted);
        var (certificate, key) = TestCertificates.WritePem(_certificates.Client, _folder, "client");
        return await LogsProcessorCli.RunAsync([
            "ship",
            log,
            "--logstash",
            receiver.Endpoint,
            "--layout",
            "aws",
            "--connections",
            "1",
            "--connection-wait-ms",
            connectionWaitMs,
            "--drain-timeout-ms",
            "60000",
            "--tls",
            "--ca-file",
            authority,
            .. withCertificate ? new[] { "--cert-file", certificate, "--key-file", key } : [],
        ]);
    }
}
