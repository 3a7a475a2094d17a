using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using LogsProcessor.Aws.Events;

namespace LogsProcessor.Aws.Objects;

/// <summary>Deletes an object that is known by its ETag, and no other.</summary>
internal static class ObjectDeletion
{
    /// <summary>Deletes it.</summary>
    /// <returns>Whether it was there, and the same.</returns>
    /// <exception cref="ObjectException">It may not be deleted, or S3 cannot be reached.</exception>
    internal static Task<bool> DeleteAsync(S3Session session, ObjectReference reference, CancellationToken cancel) =>
        session.AskAsync(
            new S3Subject(reference.ToString(), "s3:DeleteObject"),
            client => DeleteAsync(client, reference, cancel),
            cancel
        );

    private static async Task<bool> DeleteAsync(IAmazonS3 client, ObjectReference reference, CancellationToken cancel)
    {
        var request = new DeleteObjectRequest
        {
            BucketName = reference.Bucket,
            Key = KeptSlash.Of(reference.Key),
            IfMatch = $"\"{reference.ETag}\"",
        };
        try
        {
            await client.DeleteObjectAsync(request, cancel);
            return true;
        }
        catch (AmazonS3Exception exception)
            when (exception.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
