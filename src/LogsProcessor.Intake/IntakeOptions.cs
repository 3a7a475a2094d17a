using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Roles;
using LogsProcessor.Core.Settings;
using LogsProcessor.Intake.Keys;

namespace LogsProcessor.Intake;

/// <summary>What may be uploaded, and where it goes.</summary>
public sealed record IntakeOptions
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>The bucket that files are handed in to.</summary>
    public required string Bucket { get; init; }

    /// <summary>What the keys of all of them begin with; it ends with a slash. Default <c>in/</c>.</summary>
    public string Prefix { get; init; } = "in/";

    /// <summary>The largest file, in bytes. Default 10 GiB.</summary>
    public long MostBytes { get; init; } = 10 * 1024 * Mebibyte;

    /// <summary>A larger file, in bytes, is uploaded in parts, unless its caller wants another way. Default 16 MiB.</summary>
    public long PartsAbove { get; init; } = 16 * Mebibyte;

    /// <summary>The size of a part in bytes, as long as that makes at most 10,000. Default 8 MiB.</summary>
    public long PartBytes { get; init; } = 8 * Mebibyte;

    /// <summary>How long what is signed is good. Default 15 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The role whose sessions sign, and are given out; null: the program's own credentials sign, and none are given out.</summary>
    public RoleOptions? Role { get; init; }

    /// <summary>How S3 is reached, by this program and by those who upload.</summary>
    public required S3Options S3 { get; init; }

    /// <summary>Reads the settings; faults go to <paramref name="settings"/>.</summary>
    public static IntakeOptions Read(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var s3 = S3Options.Read(settings);
        var options = new IntakeOptions
        {
            Bucket = RequireBucket(settings, "UPLOAD_BUCKET"),
            Prefix = ReadPrefix(settings, "UPLOAD_PREFIX", "in/"),
            MostBytes = settings.Number("UPLOAD_MOST_MB", 10_240, 1, 50_000_000) * Mebibyte,
            PartsAbove = settings.Number("UPLOAD_PARTS_ABOVE_MB", 16, 5, 5120) * Mebibyte,
            PartBytes = settings.Number("UPLOAD_PART_MB", 8, 5, 5120) * Mebibyte,
            Lifetime = TimeSpan.FromSeconds(settings.Number("UPLOAD_EXPIRES_SECONDS", 900, 60, 43_200)),
            Role = RoleOptions.Read(settings, "UPLOAD_ROLE_ARN", "UPLOAD_ROLE_SECONDS", s3.Region),
            S3 = s3,
        };
        if (options.Role is { } role && role.Duration < options.Lifetime)
        {
            settings.Fault("UPLOAD_EXPIRES_SECONDS", "at most UPLOAD_ROLE_SECONDS is allowed");
        }

        return options;
    }

    internal static string RequireBucket(SettingsReader settings, string name)
    {
        if (settings.Optional(name) is { } bucket)
        {
            return bucket;
        }

        settings.Fault(name, "a bucket's name is needed");
        return "";
    }

    internal static string ReadPrefix(SettingsReader settings, string name, string fallback)
    {
        var prefix = settings.Text(name, fallback);
        if (!UploadKey.IsPrefix(prefix))
        {
            settings.Fault(name, "letters, digits, - _ . / are allowed, and a slash at the end, as in in/");
        }

        return prefix;
    }
}
