using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LogsProcessor.Testing;

/// <summary>Objects that only say how large they are, for sizes that no test could hold: they are listed, asked about, and copied in parts.</summary>
public sealed partial class FakeS3
{
    private const long MostCopiedAtOnce = 5L * 1024 * 1024 * 1024;

    private static readonly FakeS3Fault TooLargeToCopy = FakeS3Fault.Error(
        400,
        "InvalidRequest",
        "The specified copy source is larger than the maximum allowable size for a copy source: 5368709120"
    );

    private readonly Dictionary<string, SortedDictionary<int, LargePart>> _largeUploads = [];

    /// <summary>Puts an object without content.</summary>
    public FakeS3Object PutLarge(
        string bucket,
        string key,
        long size,
        string etag,
        IReadOnlyDictionary<string, string>? headers = null
    )
    {
        lock (_lock)
        {
            Put(bucket, key, [], etag, headers);
            var versions = _objects[(bucket, key)];
            return versions[^1] = versions[^1] with { Size = size };
        }
    }

    private static bool IsLarge(FakeS3Object item) => item.Size > item.Content.Length;

    private Task CopyLargePartAsync(HttpContext context, FakeS3Request request, FakeS3Object source)
    {
        var range = RangeHeaderValue.Parse(request.Header("x-amz-copy-source-range")).Ranges.Single();
        var part = new LargePart(source.ETag, range.From!.Value, range.To!.Value);
        var number = int.Parse(request.Query["partNumber"], CultureInfo.InvariantCulture);
        var id = request.Query["uploadId"];
        lock (_lock)
        {
            if (!_largeUploads.TryGetValue(id, out var parts))
            {
                _largeUploads[id] = parts = [];
            }

            parts[number] = part;
        }

        return part.To >= source.Size || part.To - part.From >= MostCopiedAtOnce
            ? WriteErrorAsync(context, FakeS3Fault.Error(400, "InvalidArgument", "The range is not valid"))
            : WriteXmlAsync(
                context,
                $"<CopyPartResult><ETag>&quot;{source.ETag}-{Digits(number)}&quot;</ETag></CopyPartResult>"
            );
    }

    /// <summary>Joins the parts: of one and the same content, without a gap.</summary>
    private FakeS3Fault? JoinLarge(
        FakeS3Request request,
        SortedDictionary<int, LargePart> parts,
        IReadOnlyDictionary<string, string> headers,
        out FakeS3Object? item
    )
    {
        item = null;
        if (!IsAsExpected(request))
        {
            return PreconditionFailed;
        }

        var size = 0L;
        foreach (var (_, part) in parts)
        {
            if (part.From != size || part.SourceETag != parts.First().Value.SourceETag)
            {
                return InvalidPart;
            }

            size = part.To + 1;
        }

        var etag = $"{parts.First().Value.SourceETag.Split('-')[0]}-{Digits(parts.Count)}";
        item = PutLarge(request.Bucket, request.Key, size, etag, KeptOfUpload(headers));
        return null;
    }

    /// <summary>What an upload is begun with, and its object given back with.</summary>
    private static Dictionary<string, string> KeptOfUpload(IReadOnlyDictionary<string, string> headers) =>
        headers
            .Where(pair =>
                pair.Key.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase)
                || pair.Key.ToUpperInvariant()
                    is "CONTENT-TYPE"
                        or "CONTENT-LANGUAGE"
                        or "CONTENT-ENCODING"
                        or "CONTENT-DISPOSITION"
                        or "CACHE-CONTROL"
                        or "EXPIRES"
            )
            .ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>A part of an object without content.</summary>
    private sealed record LargePart(string SourceETag, long From, long To);
}
