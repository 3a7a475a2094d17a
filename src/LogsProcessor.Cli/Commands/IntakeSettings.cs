namespace LogsProcessor.Cli.Commands;

/// <summary>The settings of <c>intake</c>, and the options of the same meaning.</summary>
internal static class IntakeSettings
{
    private static readonly Setting Bucket = new(
        "UPLOAD_BUCKET",
        "--bucket",
        "NAME",
        "The bucket that files are handed in to"
    );

    private static readonly Setting Prefix = new(
        "UPLOAD_PREFIX",
        "--prefix",
        "PREFIX/",
        "What the keys of all of them begin with (default: in/)"
    );

    /// <summary>Settings of the endpoint.</summary>
    public static IReadOnlyList<Setting> OfEndpoint { get; } =
    [
        Bucket,
        Prefix,
        new("UPLOAD_MOST_MB", "--most-mb", "MIB", "The largest file (default: 10240)"),
        new("UPLOAD_PARTS_ABOVE_MB", "--parts-above-mb", "MIB", "Larger files go in parts (default: 16)"),
        new("UPLOAD_PART_MB", "--part-mb", "MIB", "The size of a part, from 5 on (default: 8)"),
        new("UPLOAD_EXPIRES_SECONDS", "--expires-seconds", "S", "How long what is signed is good (default: 900)"),
        new("UPLOAD_ROLE_ARN", "--role", "ARN", "The role whose sessions sign, and are given out (default: none)"),
    ];

    /// <summary>Settings of the way back from quarantine.</summary>
    public static IReadOnlyList<Setting> OfRedrive { get; } =
    [
        Bucket,
        Prefix,
        new("QUARANTINE_BUCKET", "--quarantine-bucket", "NAME", "The bucket of quarantine (default: that of uploads)"),
        new(
            "QUARANTINE_PREFIX",
            "--quarantine-prefix",
            "PREFIX/",
            "What keys in quarantine begin with (default: quarantine/)"
        ),
    ];
}
