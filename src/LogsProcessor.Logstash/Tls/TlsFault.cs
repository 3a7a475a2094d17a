using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using LogsProcessor.Logstash.Pool;

namespace LogsProcessor.Logstash.Tls;

/// <summary>Tells a TLS fault as what it is.</summary>
internal static class TlsFault
{
    /// <summary>What is wrong with the receiver's certificate.</summary>
    internal static string Describe(
        string expectedName,
        X509Certificate? certificate,
        X509Chain? chain,
        SslPolicyErrors errors
    )
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) || certificate is null)
        {
            return "the receiver sent no certificate";
        }

        var status = chain?.ChainStatus.Select(entry => entry.Status).ToList() ?? [];
        if (status.Contains(X509ChainStatusFlags.NotTimeValid))
        {
            return $"the receiver's certificate ({certificate.Subject}) is expired or not yet valid: valid from {certificate.GetEffectiveDateString()} to {certificate.GetExpirationDateString()}";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"the receiver's certificate ({certificate.Subject}) is not for '{expectedName}'; set LOGSTASH_SERVER_NAME if that is intended";
        }

        return status.Exists(flag => flag is X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain)
            ? $"the receiver's certificate ({certificate.Subject}) is from an unknown authority ({certificate.Issuer}); set LOGSTASH_CA_FILE"
            : $"the receiver's certificate ({certificate.Subject}) is not valid: {string.Join(", ", status)}";
    }

    /// <summary>What a failed handshake, or a later alert or end, says.</summary>
    /// <param name="exception">The fault.</param>
    /// <param name="hasClientCertificate">Whether we came with a certificate of our own.</param>
    internal static string Describe(Exception exception, bool hasClientCertificate)
    {
        if (exception.GetBaseException() is SocketException socket)
        {
            return SocketFault.Describe(socket) + HintFor(hasClientCertificate);
        }

        var text = string.Join(": ", Messages(exception));
        var isAlert = Has(text, "alert");
        if (Has(text, "certificate required") || (isAlert && !hasClientCertificate && Has(text, "handshake failure")))
        {
            return "the receiver wants a client certificate; set LOGSTASH_CERT_FILE and LOGSTASH_KEY_FILE";
        }

        if (isAlert && hasClientCertificate)
        {
            return $"the receiver refuses the client certificate, or TLS as we offer it: {text}";
        }

        // What OpenSSL says of a connection that is gone means nothing to an operator.
        return Has(text, "encryption operation failed") || Has(text, "unexpected EOF")
            ? "the receiver ended the TLS connection" + HintFor(hasClientCertificate)
            : text;
    }

    /// <summary>Some receivers refuse a client without certificate by just ending the connection.</summary>
    private static string HintFor(bool hasClientCertificate) =>
        hasClientCertificate ? "" : " (if it wants a client certificate, set LOGSTASH_CERT_FILE and LOGSTASH_KEY_FILE)";

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Messages(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception.Message.TrimEnd('.');
        }
    }
}
