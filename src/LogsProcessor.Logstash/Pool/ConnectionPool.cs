using System.Diagnostics.CodeAnalysis;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Summary;
using LogsProcessor.Logstash.Tls;
using Microsoft.Extensions.ObjectPool;

namespace LogsProcessor.Logstash.Pool;

/// <summary>
/// The open connections of a run, never more than the limit. A connection is lent to one sender at a time, and only after it was
/// verified; it is opened when it is needed, so a small object uses one. One that has carried its share is retired: closed in order,
/// and with it the batches it carried are confirmed. Thread-safe.
/// </summary>
/// <remarks>
/// A place is claimed before a connection is opened, and held until its socket is closed, those being confirmed included. Who finds
/// no place waits; waiters are served in order. Every connection ends through one door, <see cref="End"/>.
/// </remarks>
internal sealed class ConnectionPool
{
    private readonly Lock _lock = new();
    private readonly LogstashOptions _options;
    private readonly RunSummary _summary;
    private readonly TimeProvider _clock;
    private readonly HostRing _hosts;
    private readonly ConnectionOpener _opener;
    private readonly ObjectPool<LogstashConnection> _idle;
    private readonly Queue<TaskCompletionSource<LogstashConnection>> _waiters = new();
    private int _idleCount;
    private int _places;

    internal ConnectionPool(LogstashOptions options, RunSummary summary, TimeProvider clock)
    {
        _options = options;
        _summary = summary;
        _clock = clock;
        _hosts = new HostRing(options.Hosts, clock);
        var credentials = options.Tls is null ? null : new TlsCredentials(options.Tls);
        _opener = new ConnectionOpener(options, summary, _hosts, credentials, clock);
        _places = options.ConnectionLimit;
        _idle = new DefaultObjectPoolProvider { MaximumRetained = options.ConnectionLimit }.Create(
            new ConnectionPolicy()
        );
        summary.Connections.Limit = options.ConnectionLimit;
    }

    /// <summary>Told once for every batch that a connection carried: whether it is confirmed, and if not, why.</summary>
    internal required Action<Batch, string?> OnSettled { get; init; }

    /// <summary>Starts work that nobody awaits, and tells if it fails.</summary>
    internal required Action<Func<Task>> InBackground { get; init; }

    /// <summary>Nothing is waited for any longer.</summary>
    internal CancellationToken BrokenOff { get; init; }

    /// <summary>A connection that is open and verified.</summary>
    /// <exception cref="IOException">There was none within the longest wait; the message says why.</exception>
    internal async ValueTask<LogstashConnection> LeaseAsync(CancellationToken cancel)
    {
        var begun = _clock.GetTimestamp();
        while (true)
        {
            var connection = TakeOrPlace(out var waiter) ?? await WaitAsync(waiter!, begun, cancel);
            if (!connection.IsOpen)
            {
                return await OpenAsync(connection, begun, cancel);
            }

            if (connection.IsVerified())
            {
                return connection;
            }

            Break(connection, "the receiver closed the connection while it was idle");
        }
    }

    /// <summary>Gives a connection back after a batch was sent.</summary>
    /// <param name="connection">The connection, still open.</param>
    /// <param name="keep">Whether it may carry more, and there is more to come: if not, it is retired.</param>
    internal void Return(LogstashConnection connection, bool keep)
    {
        if (!keep)
        {
            Retire(connection);
            return;
        }

        lock (_lock)
        {
            if (!TryServe(connection))
            {
                _idle.Return(connection);
                _idleCount++;
            }
        }
    }

    /// <summary>Ends a connection that broke. What it carried is in doubt.</summary>
    internal void Break(LogstashConnection connection, string reason)
    {
        _summary.Failures.Sockets.Add(new Failure($"{connection.Host}: {reason}"));
        _hosts.Failed(connection.Host!);
        BreakOff(connection, reason);
    }

    /// <summary>Ends a connection that nothing is wrong with, but the time. What it carried is in doubt.</summary>
    internal void BreakOff(LogstashConnection connection, string reason)
    {
        if (connection.Carried.Count > 0)
        {
            _summary.Connections.AddUnconfirmed();
        }

        End(connection, reason);
    }

    /// <summary>Retires every idle connection, so that what they carried is confirmed.</summary>
    internal void RetireIdle()
    {
        while (TryTakeIdle(out var connection))
        {
            Retire(connection);
        }
    }

    private bool TryTakeIdle([NotNullWhen(true)] out LogstashConnection? connection)
    {
        lock (_lock)
        {
            connection = _idleCount > 0 ? _idle.Get() : null;
            _idleCount -= connection is null ? 0 : 1;
            return connection is not null;
        }
    }

    /// <summary>An idle connection, or a place for a new one: a connection that is not open yet. Null if the caller has to wait.</summary>
    private LogstashConnection? TakeOrPlace(out TaskCompletionSource<LogstashConnection>? waiter)
    {
        waiter = null;
        lock (_lock)
        {
            if (_idleCount > 0)
            {
                _idleCount--;
                return _idle.Get();
            }

            if (_places > 0)
            {
                _places--;
                return _idle.Get();
            }

            waiter = new TaskCompletionSource<LogstashConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Enqueue(waiter);
            return null;
        }
    }

    private async ValueTask<LogstashConnection> WaitAsync(
        TaskCompletionSource<LogstashConnection> waiter,
        long begun,
        CancellationToken cancel
    )
    {
        var left = _options.ConnectionWait - _clock.GetElapsedTime(begun);
        using var timer = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _clock);
        await using var timeOver = timer.Token.Register(() => waiter.TrySetCanceled(timer.Token));
        await using var cancelled = cancel.Register(() => waiter.TrySetCanceled(cancel));
        try
        {
            return await waiter.Task;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new IOException(
                $"no free connection within {_options.ConnectionWait.TotalMilliseconds:0} ms: all {_options.ConnectionLimit} are in use"
            );
        }
    }

    private async ValueTask<LogstashConnection> OpenAsync(
        LogstashConnection connection,
        long begun,
        CancellationToken cancel
    )
    {
        try
        {
            await _opener.OpenAsync(connection, begun, cancel);
            return connection;
        }
        catch
        {
            GiveBackPlace();
            throw;
        }
    }

    private void Retire(LogstashConnection connection) => InBackground(() => ConfirmAsync(connection));

    private async Task ConfirmAsync(LogstashConnection connection)
    {
        try
        {
            await connection.CloseInOrderAsync(_options.DrainTimeout, _clock, BrokenOff);
        }
        catch (IOException exception)
        {
            Break(connection, exception.Message);
            return;
        }
        catch (OperationCanceledException)
        {
            BreakOff(connection, "the time of the run was over");
            return;
        }

        _hosts.Confirmed(connection.Host!);
        End(connection, fault: null);
    }

    /// <summary>The one door out: the socket is closed, its place is free, and each batch it carried is told what became of it.</summary>
    private void End(LogstashConnection connection, string? fault)
    {
        var carried = connection.TakeCarried();
        connection.Dispose();
        _summary.Connections.AddDestroyed();
        GiveBackPlace();
        foreach (var batch in carried)
        {
            OnSettled(batch, fault);
        }
    }

    private void GiveBackPlace()
    {
        lock (_lock)
        {
            // A waiter takes the place over at once, with a connection it has to open.
            if (!TryServe(_waiters.Count > 0 ? new LogstashConnection() : null))
            {
                _places++;
            }
        }
    }

    /// <summary>Hands a connection to the first who still waits. Called under the lock.</summary>
    private bool TryServe(LogstashConnection? connection)
    {
        while (connection is not null && _waiters.TryDequeue(out var waiter))
        {
            if (waiter.TrySetResult(connection))
            {
                return true;
            }
        }

        return false;
    }
}
