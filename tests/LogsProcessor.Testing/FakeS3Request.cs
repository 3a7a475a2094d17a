using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogsProcessor.Testing;

/// <summary>A request that the fake has seen.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Bucket">The bucket, from a path-style address.</param>
/// <param name="Key">The key, decoded; empty for a request to the bucket itself.</param>
/// <param name="Query">The query's parameters, decoded.</param>
/// <param name="Headers">The headers.</param>
public sealed record FakeS3Request(
    string Method,
    string Bucket,
    string Key,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers
)
{
    /// <summary>A header, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    internal static FakeS3Request From(HttpContext context)
    {
        // Kestrel's decoded path keeps %2F: keys need the target as it was sent.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?')[0].TrimStart('/');
        var slash = path.IndexOf('/');
        return new FakeS3Request(
            context.Request.Method,
            Uri.UnescapeDataString(slash < 0 ? path : path[..slash]),
            slash < 0 ? "" : Uri.UnescapeDataString(path[(slash + 1)..]),
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            context.Request.Headers.ToDictionary(
                pair => pair.Key,
                pair => pair.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            )
        );
    }
}
