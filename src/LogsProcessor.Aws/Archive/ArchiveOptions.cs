using LogsProcessor.Core.Settings;

namespace LogsProcessor.Aws.Archive;

/// <summary>What becomes of an object whose lines are all delivered.</summary>
public enum OnDone
{
    /// <summary>It stays as it is.</summary>
    Keep,

    /// <summary>It is copied to the archive, and this version of it deleted. Its notification, told once more, finds it there and has nothing to do.</summary>
    Move,

    /// <summary>It gets the tag <c>logsprocessor=shipped</c>, by which a lifecycle rule can find it.</summary>
    Tag,
}

/// <summary>What becomes of an object that failed.</summary>
public enum OnFail
{
    /// <summary>It stays as it is.</summary>
    Keep,

    /// <summary>It stays, and a note beside it says what went wrong. The note of an earlier failure is replaced.</summary>
    Quarantine,
}

/// <summary>What is done with objects afterwards.</summary>
public sealed record ArchiveOptions
{
    /// <summary>What becomes of an object that was delivered.</summary>
    public OnDone OnDone { get; init; }

    /// <summary>What becomes of an object that failed.</summary>
    public OnFail OnFail { get; init; }

    /// <summary>The bucket that objects are moved to, or null for the object's own.</summary>
    public string? Bucket { get; init; }

    /// <summary>What is put before the keys of moved objects.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// Reads <c>ON_DONE</c>, <c>ON_FAIL</c>, <c>ARCHIVE_BUCKET</c> and <c>ARCHIVE_PREFIX</c>; faults go to
    /// <paramref name="settings"/>.
    /// </summary>
    public static ArchiveOptions Read(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = new ArchiveOptions
        {
            OnDone = settings.Choice(
                "ON_DONE",
                OnDone.Keep,
                [("keep", OnDone.Keep), ("move", OnDone.Move), ("tag", OnDone.Tag)]
            ),
            OnFail = settings.Choice(
                "ON_FAIL",
                OnFail.Keep,
                [("keep", OnFail.Keep), ("quarantine", OnFail.Quarantine)]
            ),
            Bucket = settings.Optional("ARCHIVE_BUCKET"),
            Prefix = settings.Text("ARCHIVE_PREFIX", ""),
        };
        if (options is { OnDone: OnDone.Move, Bucket: null, Prefix: "" })
        {
            settings.Fault("ON_DONE", "ARCHIVE_BUCKET or ARCHIVE_PREFIX is needed to move objects to");
        }

        return options;
    }

    /// <summary>Whether an object lies where objects are moved to: it was shipped before it came there.</summary>
    public bool IsArchived(string bucket, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return OnDone == OnDone.Move
            && (Bucket ?? bucket) == bucket
            && Prefix.Length > 0
            && key.StartsWith(Prefix, StringComparison.Ordinal);
    }
}
