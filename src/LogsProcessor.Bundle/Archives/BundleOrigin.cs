using System.Text.Json;

namespace LogsProcessor.Bundle.Archives;

/// <summary>Where the members of a bundle come from. It is the archive's comment, as JSON.</summary>
/// <param name="Bucket">The bucket of the originals.</param>
/// <param name="Prefix">What their keys begin with.</param>
public sealed record BundleOrigin(string Bucket, string Prefix)
{
    /// <summary><c>s3://bucket/prefix</c>.</summary>
    public override string ToString() => $"s3://{Bucket}/{Prefix}";

    /// <summary>The comment.</summary>
    internal string ToComment() =>
        $$$"""{"bundle":{"bucket":"{{{JsonEncodedText.Encode(Bucket)}}}","prefix":"{{{JsonEncodedText.Encode(Prefix)}}}"}}""";

    /// <summary>The origin that a comment tells of; null if it is another program's.</summary>
    internal static BundleOrigin? Parse(string comment)
    {
        if (!comment.StartsWith("""{"bundle":""", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(comment);
            var bundle = json.RootElement.GetProperty("bundle");
            return new BundleOrigin(
                bundle.GetProperty("bucket").GetString() ?? "",
                bundle.GetProperty("prefix").GetString() ?? ""
            );
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
