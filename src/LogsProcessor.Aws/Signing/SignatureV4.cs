using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LogsProcessor.Aws.Signing;

/// <summary>The key that a request is signed with.</summary>
/// <param name="Id">The access key's id.</param>
/// <param name="Secret">The secret.</param>
/// <param name="Token">The session's token, or null for a key that lasts.</param>
internal sealed record SigningKey(string Id, string Secret, string? Token);

/// <summary>
/// Signs requests to AWS: Signature Version 4, in headers, for requests without a query, which is what services that speak JSON take;
/// and the pieces that signatures in a query or a form are made of. Source: AWS, "Signature Version 4 signing process".
/// </summary>
/// <param name="region">The service's region.</param>
/// <param name="service">The service's name in signatures.</param>
internal sealed class SignatureV4(string region, string service)
{
    /// <summary>What signatures are made with, as requests name it.</summary>
    internal const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The headers that have to be added to a request, <c>Authorization</c> among them.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, encoded as it is sent.</param>
    /// <param name="headers">The headers to sign, <c>Host</c> among them.</param>
    /// <param name="body">The body.</param>
    /// <param name="key">The key.</param>
    /// <param name="now">The time of signing.</param>
    internal IReadOnlyList<KeyValuePair<string, string>> Sign(
        string method,
        string path,
        IEnumerable<KeyValuePair<string, string>> headers,
        ReadOnlySpan<byte> body,
        SigningKey key,
        DateTimeOffset now
    )
    {
        var time = TimeText(now);
        var added = new List<KeyValuePair<string, string>> { new("X-Amz-Date", time) };
        if (key.Token is { } token)
        {
            added.Add(new("X-Amz-Security-Token", token));
        }

        var signed = new SignedHeaders(headers.Concat(added));
        var payload = Convert.ToHexStringLower(SHA256.HashData(body));
        var canonical = $"{method}\n{path}\n\n{signed.Lines}\n{signed.Names}\n{payload}";
        var signature = SignCanonical(canonical, key, time);
        added.Add(
            new(
                "Authorization",
                $"{Algorithm} Credential={Credential(key, time)}, SignedHeaders={signed.Names}, Signature={signature}"
            )
        );
        return added;
    }

    /// <summary>A time as signatures hold it.</summary>
    internal static string TimeText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The key's id and what its signature is good for.</summary>
    /// <param name="key">The key.</param>
    /// <param name="time">The time of signing, by <see cref="TimeText"/>.</param>
    internal string Credential(SigningKey key, string time) => $"{key.Id}/{Scope(time)}";

    /// <summary>Signs a request in its canonical form.</summary>
    internal string SignCanonical(string canonical, SigningKey key, string time) =>
        SignText(
            $"{Algorithm}\n{time}\n{Scope(time)}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}",
            key,
            time
        );

    /// <summary>Signs a text as it is, which is how the policy of a form is signed.</summary>
    internal string SignText(string text, SigningKey key, string time) =>
        Convert.ToHexStringLower(Hash(DeriveKey(key.Secret, time[..8]), text));

    private string Scope(string time) => $"{time[..8]}/{region}/{service}/aws4_request";

    private byte[] DeriveKey(string secret, string date) =>
        Hash(Hash(Hash(Hash(Encoding.UTF8.GetBytes("AWS4" + secret), date), region), service), "aws4_request");

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
