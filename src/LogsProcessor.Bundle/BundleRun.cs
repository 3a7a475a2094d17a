using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Bundle.Archives;
using LogsProcessor.Bundle.Packing;
using LogsProcessor.Bundle.Summary;
using LogsProcessor.Bundle.Zip;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Bundle;

/// <summary>
/// Makes one archive of the objects of a prefix: lists them, fetches and packs ahead in order, writes, completes only if no archive is
/// there, then writes the index. All or nothing: an object that cannot be read fails the archive, and nothing of it stays.
/// </summary>
/// <param name="objects">S3.</param>
/// <param name="options">How.</param>
/// <param name="summary">What is counted.</param>
public sealed class BundleRun(S3Objects objects, BundleOptions options, BundleSummary summary)
{
    /// <summary>Makes the archive. Run for an archive that is there and holds the same objects, it does nothing, and is done.</summary>
    /// <param name="source">The prefix.</param>
    /// <param name="place">Where the archive goes.</param>
    /// <param name="cancel">Stops it; nothing stays.</param>
    /// <remarks>What fails is in the summary. There is no archive of no objects.</remarks>
    public async Task RunAsync(S3Location source, ArchivePlace place, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(place);
        (summary.Source, summary.Archive) = (source.ToString(), place.Name);
        if (WhyNot(source, place) is { } reason)
        {
            summary.Writing.Add(new Failure($"{place.Name}: {reason}"));
            return;
        }

        try
        {
            if (await place.FindAsync(cancel) is { } there)
            {
                await CompareAsync(source, there, cancel);
            }
            else
            {
                await WriteAsync(source, place, cancel);
            }

            if (summary.Objects > 0 && !(summary.WasThere && await place.HasIndexAsync(cancel)))
            {
                await WriteIndexAsync(place, cancel);
            }

            summary.Complete();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            summary.Writing.Add(new Failure($"{place.Name}: stopped before it was whole; nothing of it stays"));
        }
        // The archive lies elsewhere: what is said of these names is said of the originals.
        catch (ObjectException exception)
            when (exception.Message.StartsWith(source.ToString(), StringComparison.Ordinal))
        {
            summary.Reading.Add(new Failure(exception.Message));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            summary.Writing.Add(new Failure(exception.Message));
        }
    }

    /// <summary>Why there can be no such archive; null if there can.</summary>
    private static string? WhyNot(S3Location source, ArchivePlace place) =>
        !place.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? "the name of an archive ends with .zip"
        : place.Name.StartsWith(source.ToString(), StringComparison.Ordinal)
            ? $"the archive would lie among the objects of {source}; put it elsewhere"
        : null;

    private async Task WriteAsync(S3Location source, ArchivePlace place, CancellationToken cancel)
    {
        var listed = objects.ListAsync(source.Bucket, source.Key, cancel);
        await using var output = place.Create();
        try
        {
            using var zip = new ZipWriter(output.Stream, options.Limits);
            var ahead = new FetchAhead(new ObjectPacker(objects, options), options);
            await foreach (var packed in ahead.RunAsync(listed, cancel))
            {
                await AddAsync(zip, packed, cancel);
                summary.Add(packed.Member);
                summary.BytesWritten = zip.Position;
            }

            if (summary.Objects == 0)
            {
                await AbandonAsync(output);
                return;
            }

            await zip.EndAsync(new BundleOrigin(source.Bucket, source.Key).ToComment(), cancel);
            summary.BytesWritten = zip.Position;
            summary.ArchiveETag = await output.CompleteAsync(cancel);
        }
        catch
        {
            await AbandonAsync(output);
            throw;
        }
    }

    private async ValueTask AddAsync(ZipWriter zip, PackedObject packed, CancellationToken cancel)
    {
        if (packed.As == PackedAs.InMemory)
        {
            await zip.WriteAsync(packed.Member, packed.Content, cancel);
            return;
        }

        await using var body = await objects.OpenRangeAsync(packed.Reference, 0, packed.Member.Bytes, cancel);
        await (
            packed.As == PackedAs.Stored
                ? zip.StoreAsync(packed.Member, body, cancel)
                : zip.DeflateAsync(packed.Member, body, options.Level, cancel)
        );
    }

    /// <summary>Gives the output up. That something of it is left behind is told besides what has failed.</summary>
    private async ValueTask AbandonAsync(ArchiveOutput output)
    {
        if (await output.AbandonAsync() is { } left)
        {
            summary.Writing.Add(new Failure(left.Message));
        }
    }

    private static async Task WriteIndexAsync(ArchivePlace place, CancellationToken cancel)
    {
        var file =
            await place.FindAsync(cancel)
            ?? throw new ArchiveException($"{place.Name}: the archive was there, and is gone; it has no index");
        var archive = await BundleArchive.OpenAsync(file, cancel);
        await using var output = place.CreateIndex();
        await IndexWriter.WriteAsync(archive, output.Stream, cancel);
        await output.CompleteAsync(cancel);
    }

    /// <summary>Compares an archive that is there with what it would hold if it were made now.</summary>
    private async Task CompareAsync(S3Location source, IArchiveFile file, CancellationToken cancel)
    {
        var archive = await BundleArchive.OpenAsync(file, cancel);
        var origin = new BundleOrigin(source.Bucket, source.Key);
        if (archive.Origin != origin)
        {
            throw new ArchiveException(
                $"{file.Name}: there is an archive already, of {archive.Origin?.ToString() ?? "other things"}; it was left as it is"
            );
        }

        await using var members = archive.ListAsync(cancel).GetAsyncEnumerator(cancel);
        await foreach (var reference in objects.ListAsync(source.Bucket, source.Key, cancel))
        {
            // Both are in the order of the list; members whose originals are deleted by now are passed over.
            var isThere = await members.MoveNextAsync();
            while (isThere && members.Current.Key != reference.Key)
            {
                isThere = await members.MoveNextAsync();
            }

            if (!isThere || !IsSame(members.Current, reference))
            {
                throw new ArchiveException(
                    $"{file.Name}: there is an archive already, without '{reference.Key}' as it is now; it was left as it is"
                );
            }

            summary.Add(members.Current.Member);
        }

        summary.WasThere = true;
    }

    private static bool IsSame(ArchivedObject member, ObjectReference reference) =>
        (member.Identity.ETag, member.Member.Bytes) == (reference.ETag, reference.Size);
}
