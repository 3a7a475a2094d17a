using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Logstash.Tls;

/// <summary>The certificates of <see cref="TlsOptions"/>, read once and again whenever their files have changed. Thread-safe.</summary>
internal sealed class TlsCredentials(TlsOptions options)
{
    private readonly Lock _lock = new();
    private (DateTime, DateTime, DateTime) _readAt;
    private Loaded? _loaded;

    /// <summary>What <see cref="SslStream"/> needs for a connection to <paramref name="host"/>.</summary>
    /// <exception cref="IOException">A file cannot be read, or holds no certificate or key.</exception>
    internal SslClientAuthenticationOptions For(string host)
    {
        var loaded = Current();
        return new SslClientAuthenticationOptions
        {
            TargetHost = options.ServerName ?? host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = PolicyFor(loaded.Authorities),
            ClientCertificateContext = loaded.Client,
        };
    }

    /// <summary>Reads everything once, so that a wrong file is told when settings are checked.</summary>
    internal static void Check(TlsOptions options, SettingsReader settings)
    {
        try
        {
            Load(options);
        }
        catch (PemException exception) when (exception.Source.Path is null)
        {
            settings.SecretFault(exception.Source.Setting, exception.Message);
        }
        catch (PemException exception)
        {
            settings.Fault(exception.Source.Setting, exception.Message);
        }
    }

    private Loaded Current()
    {
        lock (_lock)
        {
            var changedAt = (ChangedAt(options.Authority), ChangedAt(options.Certificate), ChangedAt(options.Key));
            if (_loaded is null || changedAt != _readAt)
            {
                _loaded = Load(options);
                _readAt = changedAt;
            }

            return _loaded;
        }
    }

    private static DateTime ChangedAt(PemSource? source) => source?.ChangedAt ?? default;

    private static Loaded Load(TlsOptions options)
    {
        X509Certificate2Collection? authorities = null;
        if (options.Authority is { } authority)
        {
            authorities = ReadCertificates(authority);
        }

        if (options.Certificate is null || options.Key is null)
        {
            return new Loaded(authorities, null);
        }

        var chain = ReadCertificates(options.Certificate);
        try
        {
            var certificate = X509Certificate2.CreateFromPem(options.Certificate.Read(), options.Key.Read());
            chain.RemoveAt(0);
            return new Loaded(authorities, SslStreamCertificateContext.Create(certificate, chain, offline: true));
        }
        catch (Exception exception)
            when (exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException
            )
        {
            throw new PemException(
                options.Key,
                $"no private key in PEM that fits the certificate: {exception.Message}"
            );
        }
    }

    private static X509Certificate2Collection ReadCertificates(PemSource source)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(source.Read());
        }
        catch (Exception exception)
            when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new PemException(source, $"no certificate in PEM can be read: {exception.Message}");
        }

        return certificates.Count > 0 ? certificates : throw new PemException(source, "it holds no certificate in PEM");
    }

    private static X509ChainPolicy? PolicyFor(X509Certificate2Collection? authorities)
    {
        if (authorities is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private sealed record Loaded(X509Certificate2Collection? Authorities, SslStreamCertificateContext? Client);

    private sealed class PemException(PemSource source, string message) : IOException(message)
    {
        internal new PemSource Source => source;
    }
}
