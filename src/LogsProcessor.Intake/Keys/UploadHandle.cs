using System.Buffers.Text;
using System.Text.Json;

namespace LogsProcessor.Intake.Keys;

/// <summary>
/// What stands for an upload in parts in its caller's requests. It holds what the server would else have to remember. It is not secret
/// and need not be signed: whoever changes it names another upload under the same caller's folder, or none, within the same bounds.
/// </summary>
/// <param name="Key">The key.</param>
/// <param name="UploadId">S3's id of the upload.</param>
/// <param name="Size">The file's length in bytes.</param>
internal sealed record UploadHandle(string Key, string UploadId, long Size)
{
    /// <summary>The handle as it stands in addresses.</summary>
    internal string ToText() =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, IntakeJson.Default.UploadHandle));

    /// <summary>Reads a handle.</summary>
    /// <returns>Null if it is none.</returns>
    internal static UploadHandle? Parse(string text)
    {
        try
        {
            var handle = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), IntakeJson.Default.UploadHandle);
            return handle is { Key.Length: > 0, UploadId.Length: > 0, Size: > 0 } ? handle : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }
}
