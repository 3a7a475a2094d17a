using Amazon.S3;
using Amazon.S3.Model;

namespace LogsProcessor.Aws.Objects;

/// <summary>Asks what an object is, without its content.</summary>
internal static class ObjectLookUp
{
    /// <summary>Its size, ETag, version and metadata; null if there is no such object.</summary>
    /// <exception cref="ObjectException">S3 cannot be asked, or may not be.</exception>
    internal static Task<GetObjectMetadataResponse?> FindAsync(
        S3Session session,
        S3Location location,
        CancellationToken cancel
    ) =>
        session.AskAsync(
            new S3Subject(
                location.ToString(),
                "s3:GetObject",
                " (without s3:ListBucket, a missing key looks the same)"
            ),
            client => FindAsync(client, location, cancel),
            cancel
        );

    private static async Task<GetObjectMetadataResponse?> FindAsync(
        IAmazonS3 client,
        S3Location location,
        CancellationToken cancel
    )
    {
        try
        {
            return await client.GetObjectMetadataAsync(location.Bucket, KeptSlash.Of(location.Key), cancel);
        }
        catch (AmazonS3Exception exception) when (S3Faults.IsMissing(exception))
        {
            return null;
        }
    }
}
