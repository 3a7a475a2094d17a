using LogsProcessor.Core.Json;
using LogsProcessor.Core.Summary;
using LogsProcessor.Logstash.Pool;

namespace LogsProcessor.Logstash.Sending;

/// <summary>Sends a batch over a connection of the pool. Thread-safe.</summary>
internal sealed class BatchSender(
    LogstashOptions options,
    ConnectionCounts counts,
    TimeProvider clock,
    ConnectionPool pool,
    BatchAllowance allowance,
    BatchQueue queue,
    Settlement settlement,
    EarlyEnd end
)
{
    /// <summary>In a hurry a connection carries so many bytes before it is confirmed: a few batches.</summary>
    private const long HurriedConnectionBytes = 256 * 1024;

    private volatile bool _isHurried;

    private long MostOfOneConnection =>
        Math.Min(options.ConnectionBytes, _isHurried ? HurriedConnectionBytes : allowance.HalfInBytes);

    /// <summary>From now on connections are confirmed after a few batches each.</summary>
    internal void HurryUp() => _isHurried = true;

    /// <summary>Sends a batch. What became of it is told to the settlement, now or when its connection has ended.</summary>
    internal async Task SendAsync(Batch batch)
    {
        batch.Attempts++;
        LogstashConnection connection;
        try
        {
            connection = await pool.LeaseAsync(end.GivenUp);
        }
        catch (IOException exception)
        {
            settlement.Postpone(batch, exception.Message);
            return;
        }
        catch (OperationCanceledException)
        {
            settlement.Abandon(batch, end.Reason);
            return;
        }

        if (await TrySendAsync(connection, batch))
        {
            pool.Return(connection, keep: connection.BytesCarried < MostOfOneConnection && queue.IsMoreToCome);
        }
    }

    /// <summary>Whatever comes of it, the connection carries the batch: some of it may have gone out.</summary>
    /// <returns>Whether the connection is still open.</returns>
    private async ValueTask<bool> TrySendAsync(LogstashConnection connection, Batch batch)
    {
        connection.Carry(batch);
        if (batch.IsInDoubt)
        {
            batch.Source!.AddResent(batch.Lines);
            batch.IsInDoubt = false;
        }

        try
        {
            await connection.SendAsync(batch.Content, options.SendTimeout, clock, end.BrokenOff);
            counts.AddBytesSent(batch.Length);
            return true;
        }
        catch (IOException exception)
        {
            pool.Break(connection, exception.Message);
        }
        catch (OperationCanceledException)
        {
            pool.BreakOff(connection, EarlyEnd.TimeIsOver);
        }

        return false;
    }
}
