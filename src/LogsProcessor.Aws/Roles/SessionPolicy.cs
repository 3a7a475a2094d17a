using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LogsProcessor.Aws.Roles;

/// <summary>
/// The policies of sessions for uploading. A session may do what its role may and its policy allows, no more. Source: AWS, "Policies and
/// permissions in IAM", "IAM policy elements: Variables and tags".
/// </summary>
public static class SessionPolicy
{
    /// <summary>Uploading one object, at once or in parts: putting it, listing its parts, aborting it; no other key, nothing else.</summary>
    /// <param name="partition">The partition: <c>aws</c>.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key, of whatever characters: none of them stands for others.</param>
    public static string ForKey(string partition, string bucket, string key) =>
        Write(
            $"arn:{partition}:s3:::{bucket}/{Escape(key)}",
            "s3:PutObject",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts"
        );

    /// <summary>Putting objects under a prefix, which is what URLs and forms are signed for.</summary>
    public static string ForSigning(string partition, string bucket, string prefix) =>
        Write($"arn:{partition}:s3:::{bucket}/{Escape(prefix)}*", "s3:PutObject");

    /// <summary>In a resource <c>*</c> and <c>?</c> stand for other characters, and <c>$</c> begins a variable; each has one that means itself.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character is '*' or '?' or '$'
                ? escaped.Append("${").Append(character).Append('}')
                : escaped.Append(character);
        }

        return escaped.ToString();
    }

    private static string Write(string resource, params ReadOnlySpan<string> actions)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("Version", "2012-10-17");
            json.WriteStartArray("Statement");
            json.WriteStartObject();
            json.WriteString("Effect", "Allow");
            json.WriteStartArray("Action");
            foreach (var action in actions)
            {
                json.WriteStringValue(action);
            }

            json.WriteEndArray();
            json.WriteString("Resource", resource);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
