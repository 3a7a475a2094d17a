using LogsProcessor.Core.Summary;
using LogsProcessor.Logstash.Tls;

namespace LogsProcessor.Logstash.Pool;

/// <summary>
/// Opens connections: to the next healthy receiver, and if that fails to another, or to the same one a little later, until the wait is
/// over. A receiver that restarts is back within seconds. Thread-safe.
/// </summary>
/// <remarks>
/// The wait bounds the trying, and each attempt has a share of it, so that a receiver that does not answer leaves time for the others.
/// However little is left of the wait, an attempt has <see cref="ShortestAttempt"/>: what is told of a receiver is what it did, not how
/// late somebody looked.
/// </remarks>
internal sealed class ConnectionOpener(
    LogstashOptions options,
    RunSummary summary,
    HostRing hosts,
    TlsCredentials? credentials,
    TimeProvider clock
)
{
    /// <summary>After less than that nobody can say that there is no answer: a packet may be lost, and is sent again after a second or two.</summary>
    private static readonly TimeSpan ShortestAttempt = TimeSpan.FromSeconds(3);

    /// <summary>Opens a connection.</summary>
    /// <param name="connection">The connection, not open yet.</param>
    /// <param name="begun">The clock's timestamp of when the wait began.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="IOException">The wait is over; the message says what was the last thing in the way.</exception>
    internal async ValueTask OpenAsync(LogstashConnection connection, long begun, CancellationToken cancel)
    {
        for (var failures = 1; ; failures++)
        {
            var host = hosts.Next();
            var fault = await TryConnectAsync(connection, host, LeftSince(begun), cancel);
            if (fault is null)
            {
                summary.Connections.AddCreated();
                return;
            }

            hosts.Failed(host);
            summary.Failures.Sockets.Add(new Failure($"{host}: {fault}"));
            var pause = Backoff.Delay(failures, Random.Shared.NextDouble());
            var left = LeftSince(begun);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(pause < left ? pause : left, clock, cancel);
            }

            if (LeftSince(begun) <= TimeSpan.Zero)
            {
                throw new IOException(
                    $"no connection to {host} within {options.ConnectionWait.TotalMilliseconds:0} ms: {fault}"
                );
            }
        }
    }

    /// <summary>One attempt.</summary>
    /// <returns>What went wrong, or null.</returns>
    private async ValueTask<string?> TryConnectAsync(
        LogstashConnection connection,
        HostAddress host,
        TimeSpan left,
        CancellationToken cancel
    )
    {
        var share = options.ConnectionWait / options.Hosts.Count;
        share = share < left ? share : left;
        share = share > ShortestAttempt ? share : ShortestAttempt;
        using var timer = new CancellationTokenSource(share, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            await connection.ConnectAsync(host, credentials, either.Token);
            return null;
        }
        catch (IOException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "no answer from the host";
        }
    }

    private TimeSpan LeftSince(long begun) => options.ConnectionWait - clock.GetElapsedTime(begun);
}
