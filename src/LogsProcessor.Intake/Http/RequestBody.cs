using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LogsProcessor.Intake.Http;

/// <summary>Reads what requests hold.</summary>
internal static class RequestBody
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="RequestException">It is not what is wanted.</exception>
    internal static T Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, string example)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, type) ?? throw Wrong(example);
        }
        catch (JsonException)
        {
            throw Wrong(example);
        }
    }

    /// <summary>A SHA-256 as S3 wants it, in Base64, from that or from hex.</summary>
    /// <returns>Null if it is none.</returns>
    internal static string? Sha256(string text)
    {
        try
        {
            var hash = text.Length == SHA256.HashSizeInBytes * 2 ? Convert.FromHexString(text) : FromBase64(text);
            return hash.Length == SHA256.HashSizeInBytes ? Convert.ToBase64String(hash) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Blanks within would be ignored, and come back in a header.
    private static byte[] FromBase64(string text) => Base64.IsValid(text) ? Convert.FromBase64String(text) : [];

    private static RequestException Wrong(string example) => new(400, $"the body is not what is wanted: {example}");
}
