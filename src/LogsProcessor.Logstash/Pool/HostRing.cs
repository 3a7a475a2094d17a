namespace LogsProcessor.Logstash.Pool;

/// <summary>
/// Spreads connections over the healthy receivers, in turn. One that fails is left out for a while, longer each time in a row; when its
/// time is over, the next connection tries it again. Only a connection confirmed in the end makes it healthy: a balancer with nothing
/// behind it accepts, too. Thread-safe.
/// </summary>
internal sealed class HostRing(IReadOnlyList<HostAddress> hosts, TimeProvider clock)
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Health[] _hosts = [.. hosts.Select(host => new Health(host))];
    private int _next;

    /// <summary>The next receiver to try: a healthy one, or if there is none, the one whose rest ends first.</summary>
    internal HostAddress Next()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            for (var tried = 0; tried < _hosts.Length; tried++)
            {
                var host = _hosts[_next];
                _next = (_next + 1) % _hosts.Length;
                if (host.RestsUntil <= now)
                {
                    return host.Address;
                }
            }

            return _hosts.MinBy(host => host.RestsUntil)!.Address;
        }
    }

    /// <summary>A connection to it could not be opened, or broke.</summary>
    internal void Failed(HostAddress address)
    {
        lock (_lock)
        {
            var host = Find(address);
            var rest = Math.Min(
                ShortestRest.TotalMilliseconds * Math.Pow(2, host.FailuresInRow),
                LongestRest.TotalMilliseconds
            );
            host.FailuresInRow++;
            host.RestsUntil = clock.GetUtcNow() + TimeSpan.FromMilliseconds(rest);
        }
    }

    /// <summary>A connection to it was closed in order.</summary>
    internal void Confirmed(HostAddress address)
    {
        lock (_lock)
        {
            var host = Find(address);
            host.FailuresInRow = 0;
            host.RestsUntil = default;
        }
    }

    private Health Find(HostAddress address) => Array.Find(_hosts, host => host.Address == address)!;

    private sealed class Health(HostAddress address)
    {
        internal HostAddress Address { get; } = address;

        internal int FailuresInRow { get; set; }

        internal DateTimeOffset RestsUntil { get; set; }
    }
}
