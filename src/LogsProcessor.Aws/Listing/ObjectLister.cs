using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Listing;

/// <summary>
/// Lists every object of a bucket from any key on, so that several can list a bucket side by side. Keys may hold whatever S3 allows, also
/// what XML does not. Thread-safe. Whatever fails is an <see cref="ObjectException"/>.
/// </summary>
public sealed class ObjectLister
{
    private readonly S3Session _session;
    private readonly RequestPace _pace;

    internal ObjectLister(S3Session session, RequestPace pace)
    {
        _session = session;
        _pace = pace;
    }

    /// <summary>The next objects, at most 1,000.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What their keys begin with.</param>
    /// <param name="after">The key behind which to begin, there or not; empty for the first.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ObjectException">The bucket is not there, or may not be listed, or S3 cannot be reached.</exception>
    public async Task<KeyPage> ListAsync(string bucket, string prefix, string after, CancellationToken cancel)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = bucket,
            Prefix = prefix,
            StartAfter = string.IsNullOrEmpty(after) ? null : after,
            // Control characters are no XML, and keys may hold them.
            Encoding = EncodingType.Url,
        };
        var page = await AskAsync(request, cancel);
        while (page is { IsTruncated: true, S3Objects: null or { Count: 0 }, NextContinuationToken: { } next })
        {
            // Nothing on it, and yet there is more: whoever goes on behind the last key would stay where he is, or end too early.
            request.ContinuationToken = next;
            page = await AskAsync(request, cancel);
        }

        var found = page.S3Objects ?? [];
        var isEncoded = page.Encoding == EncodingType.Url;
        var objects = new ListedObject[found.Count];
        for (var index = 0; index < objects.Length; index++)
        {
            objects[index] = Read(found[index], isEncoded);
        }

        return new KeyPage(objects, page.IsTruncated != true);
    }

    private Task<ListObjectsV2Response> AskAsync(ListObjectsV2Request request, CancellationToken cancel) =>
        _session.AskAsync(
            new S3Subject($"s3://{request.BucketName}/{request.Prefix}", "s3:ListBucket"),
            client => _pace.RunAsync(() => client.ListObjectsV2Async(request, cancel), cancel),
            cancel
        );

    /// <summary>The key of an entry. A store that does not know the encoding does not name it, and leaves keys as they are.</summary>
    internal static string KeyOf(S3Object item, bool isEncoded) =>
        isEncoded ? WebUtility.UrlDecode(item.Key) : item.Key;

    private static ListedObject Read(S3Object item, bool isEncoded) =>
        new(
            KeyOf(item, isEncoded),
            item.ETag?.Trim('"') ?? "",
            item.Size ?? 0,
            item.LastModified is { } time ? new DateTimeOffset(time.ToUniversalTime()) : default,
            item.StorageClass is { } kind && kind != S3StorageClass.Standard ? kind.Value : null
        );
}
