using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LogsProcessor.Testing.Certificates;

/// <summary>An authority and certificates that it issued, made anew for each instance; their keys exist in this process only.</summary>
public sealed class TestCertificates : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    /// <summary>Makes them.</summary>
    public TestCertificates()
    {
        Authority = NewAuthority("Test authority");
        StrangeAuthority = NewAuthority("Another authority");
        Server = Issue("localhost", ServerAuthentication, _now.AddDays(1));
        ExpiredServer = Issue("localhost", ServerAuthentication, _now.AddHours(-1));
        WrongNameServer = Issue("elsewhere.example", ServerAuthentication, _now.AddDays(1));
        Client = Issue("shipper", ClientAuthentication, _now.AddDays(1));
    }

    /// <summary>Issued all but <see cref="StrangeAuthority"/>.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>Issued nothing here.</summary>
    public X509Certificate2 StrangeAuthority { get; }

    /// <summary>Good for localhost, 127.0.0.1 and ::1.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>As <see cref="Server"/>, but its time was over an hour ago.</summary>
    public X509Certificate2 ExpiredServer { get; }

    /// <summary>Good for another name than those of the loopback address.</summary>
    public X509Certificate2 WrongNameServer { get; }

    /// <summary>A sender's.</summary>
    public X509Certificate2 Client { get; }

    /// <summary>Writes a certificate, and its key if asked for, as the PEM files that the settings name.</summary>
    /// <returns>The two files' full paths.</returns>
    public static (string Certificate, string Key) WritePem(
        X509Certificate2 certificate,
        TemporaryFolder folder,
        string name
    )
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(folder);
        var paths = (Certificate: folder.File($"{name}.pem"), Key: folder.File($"{name}.key"));
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(paths.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(paths.Key, key.ExportPkcs8PrivateKeyPem());
        return paths;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var each in new[] { Authority, StrangeAuthority, Server, ExpiredServer, WrongNameServer, Client })
        {
            each.Dispose();
        }
    }

    private X509Certificate2 NewAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(_now.AddDays(-2), _now.AddDays(2));
    }

    private X509Certificate2 Issue(string name, string usage, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(Authority, _now.AddDays(-1), until, RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }
}
