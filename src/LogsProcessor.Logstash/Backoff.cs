namespace LogsProcessor.Logstash;

/// <summary>Full-jitter back-off: a random time between nothing and a bound that doubles with every failure in a row.</summary>
internal static class Backoff
{
    private const double FirstBoundMs = 200;
    private const double LastBoundMs = 5_000;

    /// <summary>The wait before attempt <paramref name="attempt"/> + 1, <paramref name="attempt"/> failures after the first try.</summary>
    /// <param name="attempt">The number of failures, from 1.</param>
    /// <param name="random">From 0 up to 1.</param>
    internal static TimeSpan Delay(int attempt, double random)
    {
        var bound = Math.Min(FirstBoundMs * Math.Pow(2, attempt - 1), LastBoundMs);
        return TimeSpan.FromMilliseconds(bound * random);
    }
}
