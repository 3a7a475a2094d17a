using System.Globalization;

namespace LogsProcessor.Aws.Signing;

/// <summary>
/// Signs a request to S3 in its URL, so that somebody without credentials can make it: with this method, these headers, and until it
/// expires. The body is not covered; a header with its length or checksum, if signed, binds it. Source: AWS, "Authenticating Requests:
/// Using Query Parameters".
/// </summary>
/// <param name="region">The bucket's region.</param>
internal sealed class PresignedUrl(string region)
{
    private readonly SignatureV4 _signature = new(region, "s3");

    /// <summary>The URL.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">The address of the object.</param>
    /// <param name="query">Parameters of the request besides those of the signature, not encoded.</param>
    /// <param name="headers">The headers that have to come with it, as they are here; <c>Host</c> is added.</param>
    /// <param name="key">The key.</param>
    /// <param name="now">The time of signing.</param>
    /// <param name="lifetime">How long it is good for, in whole seconds.</param>
    internal string Sign(
        string method,
        ObjectAddress target,
        IEnumerable<KeyValuePair<string, string>> query,
        IEnumerable<KeyValuePair<string, string>> headers,
        SigningKey key,
        DateTimeOffset now,
        TimeSpan lifetime
    )
    {
        var time = SignatureV4.TimeText(now);
        var signed = new SignedHeaders(headers.Append(new("Host", target.Host)));
        List<KeyValuePair<string, string>> parameters =
        [
            .. query,
            new("X-Amz-Algorithm", SignatureV4.Algorithm),
            new("X-Amz-Credential", _signature.Credential(key, time)),
            new("X-Amz-Date", time),
            new("X-Amz-Expires", ((long)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            new("X-Amz-SignedHeaders", signed.Names),
        ];
        if (key.Token is { } token)
        {
            parameters.Add(new("X-Amz-Security-Token", token));
        }

        var text = Encode(parameters);
        var canonical = $"{method}\n{target.Path}\n{text}\n{signed.Lines}\n{signed.Names}\nUNSIGNED-PAYLOAD";

        // Not as a Uri, which would resolve a key's "..".
        return $"{target.Url}?{text}&X-Amz-Signature={_signature.SignCanonical(canonical, key, time)}";
    }

    /// <summary>The parameters as they are signed and sent: encoded, then in the order of their bytes.</summary>
    private static string Encode(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join(
            '&',
            parameters
                .Select(pair => (Name: Uri.EscapeDataString(pair.Key), Value: Uri.EscapeDataString(pair.Value)))
                .OrderBy(pair => pair.Name, StringComparer.Ordinal)
                .Select(pair => $"{pair.Name}={pair.Value}")
        );
}
