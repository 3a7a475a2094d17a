using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Archive;

/// <summary>
/// Moves an object within S3: copies it, verifies the copy, deletes it. Each step holds only for the content that was named, and can be
/// done again: a move that broke off anywhere is brought to its end by the next.
/// </summary>
/// <param name="session">S3.</param>
/// <param name="source">The object as it was opened, or found.</param>
/// <param name="target">Where it goes.</param>
/// <param name="rule">What about an object that is there already.</param>
internal sealed class ObjectMove(S3Session session, ObjectReference source, ObjectReference target, TargetRule rule)
{
    /// <summary>The checksum of the whole content, as <see cref="StoredObject.Checksum"/> has it; null if it is not known.</summary>
    internal string? Checksum { get; init; }

    /// <summary>Finds an object: the version that is asked for, or the latest.</summary>
    /// <returns>Null if it is not there.</returns>
    /// <exception cref="ObjectException">S3 does not say.</exception>
    internal static async Task<StoredObject?> FindAsync(
        S3Session session,
        ObjectReference asked,
        CancellationToken cancel
    )
    {
        var request = new GetObjectMetadataRequest
        {
            BucketName = asked.Bucket,
            Key = KeptSlash.Of(asked.Key),
            VersionId = asked.VersionId,
            ChecksumMode = ChecksumMode.ENABLED,
        };
        var subject = new S3Subject(
            asked.ToString(),
            asked.VersionId is null ? "s3:GetObject" : "s3:GetObjectVersion",
            " (and s3:ListBucket, without which S3 refuses what is not there)"
        );
        try
        {
            return StoredObject.Of(
                asked,
                await session.AskAsync(subject, client => client.GetObjectMetadataAsync(request, cancel), cancel)
            );
        }
        catch (ObjectException exception) when (exception.IsMissing)
        {
            return null;
        }
    }

    /// <summary>Moves it.</summary>
    /// <exception cref="ObjectException">It failed; the object is where it was. Or it has changed, and what it is now is where it was.</exception>
    internal async Task RunAsync(CancellationToken cancel)
    {
        await CopyAsync(cancel);
        await VerifyAsync(cancel);
        await DeleteAsync(cancel);
    }

    private async Task CopyAsync(CancellationToken cancel)
    {
        try
        {
            var options = new CopyOptions { TargetETag = rule == TargetRule.Replace ? null : "" };
            await new ObjectCopy(session, source, target, options).RunAsync(cancel);
        }
        catch (ObjectException exception) when (exception.IsChanged && rule != TargetRule.Replace)
        {
            // Which of the two conditions did not hold, S3 does not say: that on the source, or that on the target.
            var there = await FindAsync(session, target, cancel);
            if (there is null || (rule == TargetRule.Free && !Source.IsSureToEqual(there)))
            {
                throw;
            }
        }
    }

    private async Task VerifyAsync(CancellationToken cancel)
    {
        var copy =
            await FindAsync(session, target, cancel)
            ?? throw new ObjectException($"{source}: its copy {target} is not there; nothing was deleted");
        if (source.Size is { } size && copy.Reference.Size != size)
        {
            throw new ObjectException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source}: its copy {target} has {copy.Reference.Size} bytes instead of {size}; nothing was deleted"
                )
            );
        }

        if (source.Size is not null && Source.IsSureToDiffer(copy))
        {
            throw new ObjectException(
                $"{source}: its copy {target} has checksum {copy.Checksum} instead of {Checksum}; nothing was deleted"
            );
        }
    }

    private StoredObject Source => new(source, Checksum);

    /// <summary>Deletes what was copied and nothing else: the version, or where there are none, the object if it is still the same.</summary>
    private async Task DeleteAsync(CancellationToken cancel)
    {
        var request = new DeleteObjectRequest
        {
            BucketName = source.Bucket,
            Key = KeptSlash.Of(source.Key),
            VersionId = source.VersionId,
            IfMatch = source.VersionId is null ? ObjectCopy.ConditionOn(source) : null,
        };
        var permission = source.VersionId is null ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
        await session.AskAsync(
            new S3Subject(source.ToString(), permission),
            client => client.DeleteObjectAsync(request, cancel),
            cancel
        );
    }
}
