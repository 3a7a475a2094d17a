using LogsProcessor.Core.Settings;
using LogsProcessor.Logstash.Tls;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Certificates;

namespace LogsProcessor.Logstash.Tests.Tls;

public sealed class TlsCredentialsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Certificates_are_read_again_when_their_files_change()
    {
        var (certificate, key) = TestCertificates.WritePem(_certificates.Client, _folder, "client");
        File.SetLastWriteTimeUtc(certificate, new DateTime(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc));
        var credentials = new TlsCredentials(
            new TlsOptions
            {
                Certificate = new PemSource("LOGSTASH_CERT_FILE", certificate, null),
                Key = new PemSource("LOGSTASH_KEY_FILE", key, null),
            }
        );
        var before = credentials.For("host").ClientCertificateContext!.TargetCertificate.Thumbprint;

        TestCertificates.WritePem(_certificates.Server, _folder, "client");
        var after = credentials.For("host").ClientCertificateContext!.TargetCertificate.Thumbprint;

        Assert.Equal(_certificates.Client.Thumbprint, before);
        Assert.Equal(_certificates.Server.Thumbprint, after);
    }

    [Fact]
    public void Files_that_cannot_be_used_are_told_with_their_setting_and_never_with_their_content()
    {
        var (certificate, _) = TestCertificates.WritePem(_certificates.Client, _folder, "client");
        var (_, strangeKey) = TestCertificates.WritePem(_certificates.Server, _folder, "server");
        var text = _folder.File("text.pem");
        File.WriteAllText(text, "secret");

        Assert.Equal(
            $"LOGSTASH_CA_FILE is '{text}': it holds no certificate in PEM",
            Assert.Single(Faults(("LOGSTASH_CA_FILE", text)))
        );
        Assert.StartsWith(
            $"LOGSTASH_KEY_FILE is '{strangeKey}': no private key in PEM that fits the certificate",
            Assert.Single(Faults(("LOGSTASH_CERT_FILE", certificate), ("LOGSTASH_KEY_FILE", strangeKey))),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "LOGSTASH_KEY_FILE is not set: a client certificate needs its private key, as a PEM file",
            Assert.Single(Faults(("LOGSTASH_CERT_FILE", certificate)))
        );
    }

    [Fact]
    public void A_key_given_as_text_never_shows_in_a_fault()
    {
        var fault = Assert.Single(
            Faults(("LOGSTASH_CERT", _certificates.Client.ExportCertificatePem()), ("LOGSTASH_KEY", "top secret"))
        );

        Assert.StartsWith("LOGSTASH_KEY ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("top secret", fault, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _certificates.Dispose();
        _folder.Dispose();
    }

    private static IReadOnlyList<string> Faults(params (string Name, string Value)[] given)
    {
        var all = given.Append(("LOGSTASH_TLS", "on")).Append(("LOGSTASH_HOSTS", "a:1")).ToArray();
        var settings = new SettingsReader(name => all.FirstOrDefault(setting => setting.Item1 == name).Item2);
        LogstashOptions.Read(settings);
        return settings.Faults;
    }
}
