using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Bundle.Archives;
using LogsProcessor.Bundle.Summary;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Bundle;

/// <summary>
/// Deletes the objects that are in an archive. First the whole archive is read and checked; then each object goes, on the condition that
/// it still has the ETag that the archive tells of. One that has another is left alone. In a bucket with versions, the deleted ones stay
/// as older versions.
/// </summary>
/// <param name="objects">S3.</param>
/// <param name="summary">What is counted.</param>
public sealed class OriginalsRemoval(S3Objects objects, BundleSummary summary)
{
    private const int AtOnce = 32;

    /// <summary>Verifies the archive, and deletes the originals of its members.</summary>
    /// <remarks>What fails is in the summary.</remarks>
    public async Task RunAsync(BundleArchive archive, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(archive);
        summary.Archive = archive.Name;
        if (archive.Origin is not { } origin)
        {
            summary.Writing.Add(new Failure($"{archive.Name}: it does not say which objects it was made of"));
            return;
        }

        summary.Source = origin.ToString();
        try
        {
            await archive.VerifyAsync(_ => { }, cancel);
            await Parallel.ForEachAsync(
                archive.ListAsync(cancel),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
                async (item, stop) => await DeleteAsync(item, stop)
            );
            summary.Complete();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            summary.Writing.Add(new Failure($"{origin}: stopped after {summary.Objects} of {archive.Count} objects"));
        }
        catch (IOException exception)
        {
            summary.Writing.Add(new Failure(exception.Message));
        }
    }

    private async ValueTask DeleteAsync(ArchivedObject item, CancellationToken cancel)
    {
        if (!item.Identity.IsInS3)
        {
            throw new ArchiveException($"{item.Name}: the archive does not tell the ETag of this member's object");
        }

        var original = new ObjectReference(item.Identity.Bucket, item.Key, item.Identity.ETag);
        if (await objects.DeleteAsync(original, cancel))
        {
            summary.Add(item.Member);
        }
        else
        {
            summary.AddLeftAlone();
        }
    }
}
