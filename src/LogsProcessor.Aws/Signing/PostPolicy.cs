using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogsProcessor.Aws.Signing;

/// <summary>
/// Signs a form by which a browser, or curl, can post one object to S3. S3 takes it only if each field is one of the policy's, with the
/// policy's value, and the file's length is within its bounds. Source: AWS, "Creating a POST Policy".
/// </summary>
/// <param name="region">The bucket's region.</param>
internal sealed class PostPolicy(string region)
{
    private static readonly JsonWriterOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SignatureV4 _signature = new(region, "s3");

    /// <summary>The form's fields; the file comes behind them, as the last.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="fields">Fields besides those of key and signature; each has to have just this value.</param>
    /// <param name="least">The fewest bytes that the file may have.</param>
    /// <param name="most">The most bytes that the file may have.</param>
    /// <param name="signer">The key.</param>
    /// <param name="now">The time of signing.</param>
    /// <param name="lifetime">How long it is good for.</param>
    internal IReadOnlyList<KeyValuePair<string, string>> Sign(
        string bucket,
        string key,
        IEnumerable<KeyValuePair<string, string>> fields,
        long least,
        long most,
        SigningKey signer,
        DateTimeOffset now,
        TimeSpan lifetime
    )
    {
        var time = SignatureV4.TimeText(now);
        List<KeyValuePair<string, string>> all =
        [
            .. fields,
            new("key", key),
            new("x-amz-algorithm", SignatureV4.Algorithm),
            new("x-amz-credential", _signature.Credential(signer, time)),
            new("x-amz-date", time),
        ];
        if (signer.Token is { } token)
        {
            all.Add(new("x-amz-security-token", token));
        }

        var policy = Convert.ToBase64String(Write(bucket, all, least, most, now + lifetime));
        all.Add(new("policy", policy));
        all.Add(new("x-amz-signature", _signature.SignText(policy, signer, time)));
        return all;
    }

    private static ReadOnlySpan<byte> Write(
        string bucket,
        IEnumerable<KeyValuePair<string, string>> fields,
        long least,
        long most,
        DateTimeOffset end
    )
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, AsItIs))
        {
            json.WriteStartObject();
            json.WriteString(
                "expiration",
                end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            );
            json.WriteStartArray("conditions");
            json.WriteStartArray();
            json.WriteStringValue("content-length-range");
            json.WriteNumberValue(least);
            json.WriteNumberValue(most);
            json.WriteEndArray();
            foreach (var (name, value) in fields.Prepend(new("bucket", bucket)))
            {
                json.WriteStartObject();
                json.WriteString(name, value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return output.WrittenSpan;
    }
}
