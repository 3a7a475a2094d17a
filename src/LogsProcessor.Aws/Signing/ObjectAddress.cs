using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Signing;

/// <summary>Where an object is reached over HTTP.</summary>
/// <param name="Origin">Scheme, host and, where it is not the scheme's own, port.</param>
/// <param name="Path">The path, encoded: it begins with a slash.</param>
internal sealed record ObjectAddress(string Origin, string Path)
{
    /// <summary>The host, with the port where it is not the scheme's own: what the header <c>Host</c> says.</summary>
    internal string Host => Origin[(Origin.IndexOf("://", StringComparison.Ordinal) + 3)..];

    /// <summary>The whole address.</summary>
    internal string Url => Origin + Path;

    /// <summary>The address of an object, or with an empty key, of its bucket.</summary>
    internal static ObjectAddress Of(S3Options options, string bucket, string key)
    {
        var path = $"/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}";
        var service = options.Endpoint ?? new Uri($"https://s3.{options.Region}.{Domain(options.Region)}");
        var root = service.AbsolutePath.TrimEnd('/');

        // A certificate's wildcard stands for one label: a bucket with dots in its name has to stand in the path.
        var isInPath = options.ForcePathStyle || (bucket.Contains('.') && service.Scheme == Uri.UriSchemeHttps);
        return isInPath
            ? new ObjectAddress(
                service.GetLeftPart(UriPartial.Authority),
                $"{root}/{bucket}{(key.Length == 0 ? "" : path)}"
            )
            : new ObjectAddress($"{service.Scheme}://{bucket}.{service.Authority}", root + path);
    }

    private static string Domain(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
}
