using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Writing;
using LogsProcessor.Check;
using LogsProcessor.Check.Annotating;
using LogsProcessor.Check.Reporting;
using LogsProcessor.Check.Schemas;
using LogsProcessor.Core;

namespace LogsProcessor.Functions.Check;

/// <summary>
/// Checks one object, and writes what was found: the annotated rows, then the report. Both are named by the content's ETag, and written
/// only where they are not yet, so that whoever checks the same content again, or at the same time, changes nothing.
/// </summary>
/// <param name="objects">Where the object is, and the results go.</param>
/// <param name="schemas">Reads its schema.</param>
/// <param name="settings">Says which schema, and where the results go.</param>
internal sealed class ObjectCheck(S3Objects objects, SchemaStore schemas, CheckSettings settings)
{
    /// <summary>The least that S3 takes. One is filled while another is under way, and no more are in memory.</summary>
    private const int PartBytes = 5 * 1024 * 1024;

    /// <summary>Checks it.</summary>
    /// <param name="reference">The object.</param>
    /// <param name="file">Takes what became of it.</param>
    /// <param name="cancel">Stops it: nothing of the results is left behind then.</param>
    /// <exception cref="IOException">The object, its schema or the results cannot be read or written at the moment.</exception>
    internal async Task RunAsync(ObjectReference reference, CheckedFile file, CancellationToken cancel)
    {
        // Asked first by what the event says: the object may be gone by now, and that is no fault if it was checked.
        if (reference.ETag is { } announced && await IsDoneAsync(reference, announced, file, cancel))
        {
            return;
        }

        var location = settings.Schemas.LocationOf(reference.Bucket, reference.Key);
        var schema = await schemas.ReadAsync(location, cancel);
        var opened = await objects.Get(reference).OpenAsync(cancel);
        await using var body = opened.Body;
        var etag = opened.Identity.ETag;
        if (etag.Length == 0)
        {
            throw new ObjectException($"{reference}: it has no ETag, by which its results would be named");
        }

        if (etag == reference.ETag || !await IsDoneAsync(reference, etag, file, cancel))
        {
            await CheckAsync(opened, schema, location.ToString(), file, cancel);
        }
    }

    private async Task<bool> IsDoneAsync(
        ObjectReference reference,
        string etag,
        CheckedFile file,
        CancellationToken cancel
    )
    {
        var place = settings.Results.PlaceOf(reference.Bucket, reference.Key, etag);
        if (await objects.FindAsync(place.Report, cancel) is null)
        {
            return false;
        }

        file.Output = place.Rows.ToString();
        file.MarkUnchanged();
        return true;
    }

    private async Task CheckAsync(
        OpenedObject opened,
        CheckSchema schema,
        string schemaName,
        CheckedFile file,
        CancellationToken cancel
    )
    {
        var identity = opened.Identity;
        var place = settings.Results.PlaceOf(identity.Bucket, identity.Key, identity.ETag);
        var tally = new CheckTally(identity.ToString(), schema);
        file.Tally = tally;
        file.Output = place.Rows.ToString();
        file.BytesWritten = await WriteAsync(
            place.Rows,
            "application/gzip",
            async target =>
            {
                await using var gzip = AnnotatedOutput.Gzip(target);
                await new CsvCheck(tally, settings.Check).RunAsync(opened.Body, gzip, cancel);
            },
            cancel
        );
        var report = CheckReport.Write(tally, identity.ETag, schemaName, file.Output);
        await WriteAsync(
            place.Report,
            "application/json",
            target => target.WriteAsync(report, cancel).AsTask(),
            cancel
        );
        file.MarkChecked();
    }

    /// <summary>Writes an object, unless it is there: then it has the same content, by an earlier run or by one at the same time.</summary>
    /// <returns>How many bytes were written.</returns>
    private async Task<long> WriteAsync(
        S3Location location,
        string contentType,
        Func<Stream, Task> write,
        CancellationToken cancel
    )
    {
        var options = new WriteOptions
        {
            ContentType = contentType,
            IsNew = true,
            PartBytes = PartBytes,
            PartsInFlight = 1,
        };
        await using var target = objects.OpenWrite(location, options);
        try
        {
            await write(target);
            await target.CompleteAsync(cancel);
            return target.Position;
        }
        catch (ObjectException exception) when (exception.IsThere)
        {
            return 0;
        }
        catch
        {
            // What is left behind, if anything, is the lesser fault; a lifecycle rule takes it away.
            await target.AbandonAsync();
            throw;
        }
    }
}
