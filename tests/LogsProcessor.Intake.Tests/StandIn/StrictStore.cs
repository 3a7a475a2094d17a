using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LogsProcessor.Intake.Tests.StandIn;

/// <summary>
/// Judges uploads as S3 documents it, and the emulator does not: signatures, expiry, conditions, lengths, checksums. Written from the
/// documentation, it shares no code with what it judges.
/// </summary>
/// <param name="secret">The secret of the one access key.</param>
/// <param name="now">The time.</param>
internal sealed class StrictStore(string secret, DateTimeOffset now)
{
    private readonly HashSet<string> _taken = [];

    /// <summary>A PUT with its signature in the URL.</summary>
    /// <returns>The HTTP status.</returns>
    internal int Put(string method, string url, IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        var address = new Uri(url);
        var query = address.Query[1..].Split('&').Select(it => it.Split('=')).ToDictionary(it => it[0], it => it[1]);
        var time = query["X-Amz-Date"];
        var scope = Uri.UnescapeDataString(query["X-Amz-Credential"]).Split('/', 2)[1];
        var sent = headers.ToDictionary(it => it.Key.ToLowerInvariant(), it => it.Value);
        sent["host"] = address.Authority;
        var names = Uri.UnescapeDataString(query["X-Amz-SignedHeaders"]);
        var lines = string.Concat(names.Split(';').Select(it => $"{it}:{sent.GetValueOrDefault(it)}\n"));
        var rest = query.Where(it => it.Key != "X-Amz-Signature").OrderBy(it => it.Key, StringComparer.Ordinal);
        var text = string.Join('&', rest.Select(it => $"{it.Key}={it.Value}"));
        var canonical = $"{method}\n{address.AbsolutePath}\n{text}\n{lines}\n{names}\nUNSIGNED-PAYLOAD";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var expected = Sign($"AWS4-HMAC-SHA256\n{time}\n{scope}\n{hash}", scope);
        var isOver = now > ParseTime(time).AddSeconds(int.Parse(query["X-Amz-Expires"], CultureInfo.InvariantCulture));
        if (expected != query["X-Amz-Signature"] || isOver)
        {
            return 403;
        }

        return sent.GetValueOrDefault("content-length") != body.Length.ToString(CultureInfo.InvariantCulture) ? 400
            : IsOther(sent.GetValueOrDefault("x-amz-checksum-sha256"), body) ? 400
            : !_taken.Add(address.AbsolutePath) && sent.GetValueOrDefault("if-none-match") == "*" ? 412
            : 200;
    }

    /// <summary>A form with its file.</summary>
    /// <returns>The HTTP status.</returns>
    internal int Post(string bucket, IReadOnlyDictionary<string, string> fields, byte[] file)
    {
        var scope = fields["x-amz-credential"].Split('/', 2)[1];
        if (Sign(fields["policy"], scope) != fields["x-amz-signature"])
        {
            return 403;
        }

        using var policy = JsonDocument.Parse(Convert.FromBase64String(fields["policy"]));
        if (now > policy.RootElement.GetProperty("expiration").GetDateTimeOffset())
        {
            return 403;
        }

        var covered = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "policy", "x-amz-signature", "bucket" };
        foreach (var condition in policy.RootElement.GetProperty("conditions").EnumerateArray())
        {
            if (condition.ValueKind == JsonValueKind.Array)
            {
                if (file.Length < condition[1].GetInt64() || file.Length > condition[2].GetInt64())
                {
                    return 400;
                }

                continue;
            }

            var wanted = condition.EnumerateObject().Single();
            covered.Add(wanted.Name);
            if ((wanted.Name == "bucket" ? bucket : fields.GetValueOrDefault(wanted.Name)) != wanted.Value.GetString())
            {
                return 403;
            }
        }

        return fields.Keys.Any(name => !covered.Contains(name)) ? 403
            : IsOther(fields.GetValueOrDefault("x-amz-checksum-sha256"), file) ? 400
            : 204;
    }

    private static bool IsOther(string? checksum, byte[] content) =>
        checksum is not null && checksum != Convert.ToBase64String(SHA256.HashData(content));

    private static DateTimeOffset ParseTime(string text) =>
        DateTimeOffset.ParseExact(
            text,
            "yyyyMMdd'T'HHmmss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );

    private string Sign(string text, string scope)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var piece in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(piece));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
