namespace LogsProcessor.Aws.Objects;

/// <summary>
/// How often and when a request is made again: full-jitter back-off, a random time between nothing and a bound that doubles with every
/// failure in a row.
/// </summary>
internal static class S3Retry
{
    /// <summary>So many times something is tried in all, while nothing comes of it.</summary>
    internal const int MostAttempts = 5;

    private const double FirstBoundMs = 200;
    private const double LastBoundMs = 4_000;

    /// <summary>The longest wait after so many failures in a row.</summary>
    internal static TimeSpan Bound(int failures) =>
        TimeSpan.FromMilliseconds(Math.Min(FirstBoundMs * Math.Pow(2, failures - 1), LastBoundMs));

    /// <summary>Waits before the next attempt.</summary>
    /// <param name="failures">The failures in a row, from 1.</param>
    /// <param name="clock">Times the wait.</param>
    /// <param name="cancel">Ends it.</param>
    internal static Task WaitAsync(int failures, TimeProvider clock, CancellationToken cancel) =>
        Task.Delay(Bound(failures) * Random.Shared.NextDouble(), clock, cancel);
}
