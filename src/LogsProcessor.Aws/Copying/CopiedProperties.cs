using Amazon.S3.Model;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Copying;

/// <summary>What a copy in one request takes over by itself, and a copy in parts has to be given: metadata, headers, tags.</summary>
/// <param name="ask">Asks S3.</param>
/// <param name="source">The object, as it was read.</param>
internal sealed class CopiedProperties(AskS3 ask, ObjectReference source)
{
    /// <summary>Asks for them, and gives them to an upload.</summary>
    /// <exception cref="ObjectException">They cannot be read, or the object has changed.</exception>
    internal async Task ApplyAsync(InitiateMultipartUploadRequest upload, CancellationToken cancel)
    {
        var question = new GetObjectMetadataRequest
        {
            BucketName = source.Bucket,
            Key = KeptSlash.Of(source.Key),
            VersionId = source.VersionId,
            EtagToMatch = ObjectCopy.ConditionOn(source),
        };
        var found = await ask.RunAsync(client => client.GetObjectMetadataAsync(question, cancel), cancel);
        foreach (var name in found.Metadata.Keys)
        {
            upload.Metadata.Add(name, found.Metadata[name]);
        }

        upload.ContentType = found.Headers.ContentType;
        upload.Headers.CacheControl = found.Headers.CacheControl;
        upload.Headers.ContentDisposition = found.Headers.ContentDisposition;
        upload.Headers.ContentEncoding = found.Headers.ContentEncoding;
        upload.Headers["Content-Language"] = found.Headers["Content-Language"];
        upload.Headers["Expires"] = found.ExpiresString;
        upload.WebsiteRedirectLocation = found.WebsiteRedirectLocation;
        if (found.TagsCount > 0)
        {
            upload.TagSet = await ReadTagsAsync(cancel);
        }
    }

    private async Task<List<Tag>> ReadTagsAsync(CancellationToken cancel)
    {
        var question = new GetObjectTaggingRequest
        {
            BucketName = source.Bucket,
            Key = KeptSlash.Of(source.Key),
            VersionId = source.VersionId,
        };
        var found = await ask.RunAsync(client => client.GetObjectTaggingAsync(question, cancel), cancel);
        return found.Tagging ?? [];
    }
}
