using System.Runtime.CompilerServices;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Bundle.Archives;
using LogsProcessor.Cli.Selecting;
using LogsProcessor.Core;

namespace LogsProcessor.Cli.Sources;

/// <summary>Objects in S3.</summary>
/// <param name="options">How S3 is reached.</param>
/// <param name="clock">Times the bodies' progress, and tells which days there have been.</param>
internal sealed class S3Store(S3Options options, TimeProvider clock) : IObjectStore, IDisposable
{
    private readonly S3Objects _objects = new(options, clock);

    /// <summary>Objects of other days need not be found. Default: those of all days are wanted.</summary>
    public DateRange Range { get; init; } = DateRange.Unbounded;

    /// <summary>Whether an object named by its key is looked up, for its size, its date, its ETag: that takes another permission.</summary>
    public bool IsLookingUp { get; init; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceObject> FindAsync(
        S3Location location,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        if (ArchiveSource.Is(location.Key))
        {
            await foreach (var member in FindMembersAsync(location, cancel))
            {
                yield return member;
            }

            yield break;
        }

        if (!location.IsPrefix)
        {
            yield return Get(await LookUpAsync(location, cancel));
            yield break;
        }

        var any = false;
        var folders = DayFolders.Of(location.Key, Range, clock.GetUtcNow());
        await foreach (var reference in ListAsync(location.Bucket, folders ?? [location.Key], cancel))
        {
            any = true;
            if (!ArchiveSource.Is(reference.Key))
            {
                yield return Get(reference);
                continue;
            }

            await foreach (var member in FindMembersAsync(new S3Location(reference.Bucket, reference.Key), cancel))
            {
                yield return member;
            }
        }

        // That there is none on these days is no fault; that there is none at all is. One of any day tells them apart.
        if (!any && folders is not null)
        {
            await foreach (var reference in ListAsync(location.Bucket, [location.Key], cancel).Take(1))
            {
                yield return Get(reference);
            }
        }
    }

    /// <summary>An object that an event or a list names.</summary>
    public SourceObject Get(ObjectReference reference) =>
        new(_objects.Get(reference), reference.Size)
        {
            Identity = reference.ETag is { } etag ? new ObjectIdentity(reference.Bucket, reference.Key, etag) : null,
            Modified = reference.LastModified,
        };

    public void Dispose() => _objects.Dispose();

    private async IAsyncEnumerable<SourceObject> FindMembersAsync(
        S3Location location,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var file = await S3ArchiveFile.FindAsync(_objects, location, cancel);
        await foreach (var member in ArchiveSource.FindAsync(file, location.ToString(), cancel))
        {
            yield return member;
        }
    }

    private async IAsyncEnumerable<ObjectReference> ListAsync(
        string bucket,
        IEnumerable<string> prefixes,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        foreach (var prefix in prefixes)
        {
            await foreach (var reference in _objects.ListAsync(bucket, prefix, cancel))
            {
                // Consoles write an empty object for each folder that a person makes.
                if (!reference.Key.EndsWith('/'))
                {
                    yield return reference;
                }
            }
        }
    }

    private async ValueTask<ObjectReference> LookUpAsync(S3Location location, CancellationToken cancel)
    {
        var plain = new ObjectReference(location.Bucket, location.Key);
        if (!IsLookingUp)
        {
            return plain;
        }

        // Of all keys that begin with it, the key itself comes first.
        var first = await _objects.ListAsync(location.Bucket, location.Key, cancel).FirstOrDefaultAsync(cancel);
        return first?.Key == location.Key ? first : plain;
    }
}
