using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Events;

namespace LogsProcessor.Intake.Moving;

/// <summary>
/// Where things lie. A moved object's key holds the ETag of the content that was moved: each content has a place of its own, so that
/// to find something there means that it is moved already, and nothing that is moved ever replaces anything.
/// </summary>
internal sealed class MovePlaces(MoveOptions options)
{
    /// <summary>Whether an object is one that was handed in.</summary>
    internal bool IsHandedIn(ObjectReference reference) =>
        reference.Bucket == options.Bucket && reference.Key.StartsWith(options.Prefix, StringComparison.Ordinal);

    /// <summary>The place of a content in the archive.</summary>
    internal ObjectReference Archived(ObjectReference handedIn) =>
        new(options.ArchiveBucket, options.ArchivePrefix + WithETag(handedIn));

    /// <summary>The place of a content in quarantine.</summary>
    internal ObjectReference Quarantined(ObjectReference handedIn) =>
        new(options.QuarantineBucket, options.QuarantinePrefix + WithETag(handedIn));

    /// <summary>The place of the note on a content in quarantine.</summary>
    internal static ObjectReference NoteOn(ObjectReference quarantined) =>
        new(quarantined.Bucket, quarantined.Key + ObjectArchive.NoteSuffix);

    /// <summary>Where something in quarantine was handed in.</summary>
    /// <returns>Null for a key that no move has made.</returns>
    internal ObjectReference? HandedIn(ObjectReference quarantined)
    {
        if (!quarantined.Key.StartsWith(options.QuarantinePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var key = quarantined.Key[options.QuarantinePrefix.Length..];
        var name = key.LastIndexOf('/');
        var etag = name <= 0 ? -1 : key.LastIndexOf('/', name - 1);
        var original = etag < 0 ? "" : key[..etag] + key[name..];
        return original.StartsWith(options.Prefix, StringComparison.Ordinal)
            ? new ObjectReference(options.Bucket, original)
            : null;
    }

    private static string WithETag(ObjectReference reference)
    {
        var name = reference.Key.LastIndexOf('/') + 1;
        return $"{reference.Key.AsSpan(0, name)}{reference.ETag}/{reference.Key.AsSpan(name)}";
    }
}
