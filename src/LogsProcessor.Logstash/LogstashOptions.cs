using LogsProcessor.Core.Settings;
using LogsProcessor.Logstash.Tls;

namespace LogsProcessor.Logstash;

/// <summary>Where documents go, and how long to wait for what.</summary>
public sealed record LogstashOptions
{
    private const int FewBatches = 32;
    private const int ManyBatches = 64;

    /// <summary>The receivers; with several, connections are spread over the healthy ones.</summary>
    public required IReadOnlyList<HostAddress> Hosts { get; init; }

    /// <summary>The most sockets open at once, 1 to 500. Default 8.</summary>
    public int ConnectionLimit { get; init; } = 8;

    /// <summary>The longest wait for a free or a new connection. Default 10 s.</summary>
    public TimeSpan ConnectionWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest time a send may make no progress. Default 30 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait, at the end, for the receiver to close its side. Default 10 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a batch is put on a connection before it is given up. Default 5.</summary>
    public int MostAttempts { get; init; } = 5;

    /// <summary>
    /// A connection that has carried so many bytes, or half of the batches there may be by then, is closed and confirmed, and another takes
    /// its place: the bound for what is in doubt when a connection breaks. Default 2 MiB.
    /// </summary>
    public long ConnectionBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>
    /// The most batches filled, under way or in doubt at once: the bound for memory, about 128 KiB each. Default: four for each
    /// connection, but 32 to 64; with TLS 64, because with fewer a connection carries less, and its handshake costs more than memory.
    /// </summary>
    public int MostBatches
    {
        get =>
            field > 0 ? field
            : Tls is null ? Math.Clamp(4 * ConnectionLimit, FewBatches, ManyBatches)
            : ManyBatches;
        init;
    }

    /// <summary>
    /// So many of them there are from the beginning of a process's first run, and more as lines are confirmed: most objects are small, and
    /// memory that is used for the first time costs more than the lines that are put there. With TLS it is all of them.
    /// </summary>
    internal int FirstBatches => Tls is null ? Math.Min(16, MostBatches) : MostBatches;

    /// <summary>TLS, or null for plain TCP.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Reads the options from settings; faults go to <paramref name="settings"/>.</summary>
    public static LogstashOptions Read(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new LogstashOptions
        {
            Hosts = ReadHosts(settings),
            ConnectionLimit = settings.Number("CONNECTION_LIMIT", 8, 1, 500),
            ConnectionWait = Milliseconds(settings, "CONNECTION_WAIT_MS", 10_000),
            SendTimeout = Milliseconds(settings, "SEND_TIMEOUT_MS", 30_000),
            DrainTimeout = Milliseconds(settings, "DRAIN_TIMEOUT_MS", 10_000),
            Tls = TlsOptions.Read(settings),
        };
    }

    private static TimeSpan Milliseconds(SettingsReader settings, string name, int fallback) =>
        TimeSpan.FromMilliseconds(settings.Number(name, fallback, 1, 900_000));

    private static List<HostAddress> ReadHosts(SettingsReader settings)
    {
        const string Allowed = "host:port[,host:port] is allowed, as in logstash.example.net:5044";
        var texts = settings.List("LOGSTASH_HOSTS");
        var hosts = texts.Select(HostAddress.Parse).OfType<HostAddress>().ToList();
        if (hosts.Count == 0 || hosts.Count < texts.Count)
        {
            settings.Fault("LOGSTASH_HOSTS", Allowed);
        }

        return hosts;
    }
}
