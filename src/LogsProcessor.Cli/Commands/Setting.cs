namespace LogsProcessor.Cli.Commands;

/// <summary>A setting, and the option of the same meaning.</summary>
/// <param name="Name">The environment variable.</param>
/// <param name="Option">The option.</param>
/// <param name="Value">What the option's value looks like, for the help; empty for an option without one, which means "on".</param>
/// <param name="Description">What it does, for the help.</param>
internal sealed record Setting(string Name, string Option, string Value, string Description)
{
    /// <summary>Settings of what a document looks like.</summary>
    public static IReadOnlyList<Setting> OfDocuments { get; } =
    [
        new(
            "FORMAT",
            "--format",
            "auto|clb|alb|alb_conn|alb_hc|nlb",
            "The lines' format; auto (default): by key, then by line"
        ),
        new("LAYOUT", "--layout", "ecs|aws|original", "How documents name their members (default: ecs)"),
    ];

    /// <summary>Settings of what is kept out of documents, and of which records get none.</summary>
    private static IReadOnlyList<Setting> OfFiltering { get; } =
    [
        new(
            "REDACT_QUERY",
            "--redact-query",
            "NAME,NAME",
            "Query parameters whose values become REDACTED, wherever the line holds them"
        ),
        new("MASK_CLIENT_IP", "--mask-client-ip", "", "Mask client addresses: the last octet, or the last 80 bits"),
        new(
            "EXCLUDE",
            "--exclude",
            "RULE,RULE",
            "Do not ship what matches: path:/health*, agent:ELB-HealthChecker/* (without *: the whole of it)"
        ),
        new("SAMPLE_OK", "--sample-ok", "N", "Of records with a status below 400, ship one of N (default: 1, all)"),
    ];

    /// <summary>Settings of what every document carries besides its line's fields, and of what it must not carry.</summary>
    public static IReadOnlyList<Setting> OfEvents { get; } =
    [
        new("KEEP_ORIGINAL", "--keep-original", "", "Put the raw line into every document"),
        new("EVENT_ENVIRONMENT", "--environment", "NAME", "Put into every document, and a dimension of the metrics"),
        new("EVENT_APPLICATION", "--application", "NAME", "Put into every document, and a dimension of the metrics"),
        new("EVENT_COMPONENT", "--component", "NAME", "Put into every document, and a dimension of the metrics"),
        new("EVENT_TYPE", "--type", "NAME", "Put into every document (default: logs)"),
        new("EVENT_SOURCE_MODULE", "--source-module", "NAME", "Put into every document (default: ELB)"),
        new("EVENT_TAGS", "--tags", "TAG,TAG", "Put into every document"),
        .. OfFiltering,
    ];

    /// <summary>Settings of the way to the receiver.</summary>
    public static IReadOnlyList<Setting> OfDelivery { get; } =
    [
        new(
            "LOGSTASH_HOSTS",
            "--logstash",
            "HOST:PORT,HOST:PORT",
            "Where to send (default: a receiver of its own, on loopback)"
        ),
        new("CONNECTION_LIMIT", "--connections", "N", "Most connections open at once, 1 to 500 (default: 8)"),
        new(
            "CONNECTION_WAIT_MS",
            "--connection-wait-ms",
            "MS",
            "Longest wait for a free or new connection (default: 10000)"
        ),
        new("SEND_TIMEOUT_MS", "--send-timeout-ms", "MS", "Longest time a send may make no progress (default: 30000)"),
        new(
            "DRAIN_TIMEOUT_MS",
            "--drain-timeout-ms",
            "MS",
            "Longest wait for the receiver's confirmation (default: 10000)"
        ),
        new("LOGSTASH_TLS", "--tls", "", "Send over TLS"),
        new("LOGSTASH_CA_FILE", "--ca-file", "FILE", "The authority that signed the receiver's certificate, PEM"),
        new("LOGSTASH_CERT_FILE", "--cert-file", "FILE", "The certificate to show to the receiver, PEM"),
        new("LOGSTASH_KEY_FILE", "--key-file", "FILE", "The private key of that certificate, PEM"),
        new(
            "LOGSTASH_SERVER_NAME",
            "--server-name",
            "NAME",
            "The name the receiver's certificate must have (default: the host)"
        ),
        new("METRICS_NAMESPACE", "--metrics-namespace", "NAME", "CloudWatch namespace of the summary's metrics"),
    ];

    /// <summary>Options of shipping many objects. They are of one run, so that no variable stands for them.</summary>
    public static IReadOnlyList<Setting> OfReplay { get; } =
    [
        OfRun(
            "--since",
            "TIME",
            "Only objects from that time on, by the key's date: 2026-03-04, 2026-03-04T05:00Z, or an age: 90m, 24h, 7d"
        ),
        OfRun("--until", "TIME", "Only objects before that time; a date means its 00:00 UTC"),
        OfRun("--parallel", "N", "Objects shipped side by side, 1 to 64 (default: 2)"),
        OfRun(
            "--resume",
            "STATEFILE",
            "Leave out what this file names as done, and add to it each object whose every line is confirmed"
        ),
        OfRun("--dry-run", "", "Send nothing; tell how many objects, bytes and, by samples, lines there are"),
    ];

    /// <summary>Options of reviewing runs, and the setting of the way to their log.</summary>
    public static IReadOnlyList<Setting> OfReview { get; } =
    [
        OfRun("--log-group", "NAME", "Read this CloudWatch log group instead of FILE"),
        OfRun(
            "--since",
            "TIME",
            "With --log-group: only from that time on: 2026-03-04, 2026-03-04T05:00Z, or an age: 90m, 24h, 7d (default: 24h)"
        ),
        OfRun("--runs", "N", "Show so many runs (default: 20)"),
        new(
            "AWS_ENDPOINT_URL_LOGS",
            "--endpoint-url",
            "URL",
            "Another CloudWatch Logs endpoint: an emulator, a VPC endpoint"
        ),
    ];

    /// <summary>Settings of the way to S3.</summary>
    public static IReadOnlyList<Setting> OfStorage { get; } =
    [
        new("AWS_ENDPOINT_URL_S3", "--endpoint-url", "URL", "Another S3 endpoint: an emulator, a VPC endpoint"),
        new("S3_FORCE_PATH_STYLE", "--path-style", "on|off", "Put the bucket into the path, not into the host name"),
    ];

    /// <summary>Settings of <c>bundle</c>.</summary>
    public static IReadOnlyList<Setting> OfBundles { get; } =
    [OfRun("--parallel", "N", "Fetch and pack so many objects at once, 1 to 500 (default: 32)")];

    private static Setting OfRun(string option, string value, string description) =>
        new(option, option, value, description);
}
