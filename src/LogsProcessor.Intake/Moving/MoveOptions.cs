using LogsProcessor.Aws.Objects;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Intake.Moving;

/// <summary>From where to where objects are moved.</summary>
public sealed record MoveOptions
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>The bucket that files are handed in to.</summary>
    public required string Bucket { get; init; }

    /// <summary>What the keys of all of them begin with. Default <c>in/</c>.</summary>
    public string Prefix { get; init; } = "in/";

    /// <summary>The bucket that they are archived in. The way back from quarantine needs none.</summary>
    public string ArchiveBucket { get; init; } = "";

    /// <summary>What is put before their keys there. Default nothing.</summary>
    public string ArchivePrefix { get; init; } = "";

    /// <summary>The bucket that failed ones are moved to.</summary>
    public required string QuarantineBucket { get; init; }

    /// <summary>What is put before their keys there. Default <c>quarantine/</c>.</summary>
    public string QuarantinePrefix { get; init; } = "quarantine/";

    /// <summary>The largest file, in bytes: those who upload with credentials can only be held to it afterwards. Default 10 GiB.</summary>
    public long MostBytes { get; init; } = 10 * 1024 * Mebibyte;

    /// <summary>After so many attempts that failed, a file is moved to quarantine. Default 5.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How S3 is reached.</summary>
    public required S3Options S3 { get; init; }

    /// <summary>Reads the settings; faults go to <paramref name="settings"/>.</summary>
    public static MoveOptions Read(SettingsReader settings)
    {
        var options = ReadQuarantine(settings) with
        {
            ArchiveBucket = IntakeOptions.RequireBucket(settings, "ARCHIVE_BUCKET"),
            ArchivePrefix = settings.Text("ARCHIVE_PREFIX", ""),
            MostBytes = settings.Number("UPLOAD_MOST_MB", 10_240, 1, 50_000_000) * Mebibyte,
            Attempts = settings.Number("MOVE_ATTEMPTS", 5, 1, 100),
        };
        options.RequireElsewhere(settings, "ARCHIVE_PREFIX", options.ArchiveBucket, options.ArchivePrefix);
        return options;
    }

    /// <summary>Reads the settings of the way back from quarantine; faults go to <paramref name="settings"/>.</summary>
    public static MoveOptions ReadQuarantine(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var bucket = IntakeOptions.RequireBucket(settings, "UPLOAD_BUCKET");
        var options = new MoveOptions
        {
            Bucket = bucket,
            Prefix = IntakeOptions.ReadPrefix(settings, "UPLOAD_PREFIX", "in/"),
            QuarantineBucket = settings.Text("QUARANTINE_BUCKET", bucket),
            QuarantinePrefix = IntakeOptions.ReadPrefix(settings, "QUARANTINE_PREFIX", "quarantine/"),
            S3 = S3Options.Read(settings),
        };
        options.RequireElsewhere(settings, "QUARANTINE_PREFIX", options.QuarantineBucket, options.QuarantinePrefix);
        return options;
    }

    /// <summary>What is moved must not come back as an event of a new file.</summary>
    private void RequireElsewhere(SettingsReader settings, string name, string bucket, string prefix)
    {
        // The prefix is put before keys that begin with that of uploads: together they must not begin with it again.
        if (bucket == Bucket && (prefix + Prefix).StartsWith(Prefix, StringComparison.Ordinal))
        {
            settings.Fault(name, $"in the bucket of uploads, a prefix outside of '{Prefix}' is needed");
        }
    }
}
