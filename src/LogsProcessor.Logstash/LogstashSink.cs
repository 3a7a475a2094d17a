using LogsProcessor.Core;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Summary;
using LogsProcessor.Logstash.Pool;
using LogsProcessor.Logstash.Sending;

namespace LogsProcessor.Logstash;

/// <summary>
/// Delivers batches to Logstash. A batch is confirmed when the connection that carried it was closed in order by both sides; one whose
/// connection broke is in doubt, and goes out again on another, whole, with the same ids: duplicates are chosen over loss. A batch that
/// fails too often is given up, and with it the run. One instance serves one run. Thread-safe.
/// </summary>
/// <remarks>
/// A batch's way: <see cref="BatchAllowance"/> lends it; filled, it waits in the <see cref="BatchQueue"/>; a lane has the
/// <see cref="BatchSender"/> put it on a connection of the <see cref="ConnectionPool"/>; when that connection has ended, the
/// <see cref="Settlement"/> counts it and gives it back, or sends it the same way again.
/// </remarks>
public sealed class LogstashSink : IDocumentSink, IDisposable
{
    private readonly BatchAllowance _allowance;
    private readonly EarlyEnd _end;
    private readonly BackgroundWork _background;
    private readonly BatchQueue _queue;
    private readonly Settlement _settlement;
    private readonly ConnectionPool _pool;
    private readonly BatchSender _sender;

    /// <summary>A sink for one run.</summary>
    public LogstashSink(LogstashOptions options, BatchStore batches, RunSummary summary, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(summary);
        _allowance = new BatchAllowance(batches, options.FirstBatches, options.MostBatches);
        _end = new EarlyEnd(_allowance);
        _background = new BackgroundWork(_end);
        _queue = new BatchQueue(options.ConnectionLimit, _allowance);
        _settlement = new Settlement(options, summary, clock, _allowance, _end, _background) { OnAgain = PostAgain };
        _pool = new ConnectionPool(options, summary, clock)
        {
            OnSettled = _settlement.Settle,
            InBackground = _background.Run,
            BrokenOff = _end.BrokenOff,
        };
        _sender = new BatchSender(options, summary.Connections, clock, _pool, _allowance, _queue, _settlement, _end);
    }

    /// <summary>Whether delivering ended because the time was over.</summary>
    public bool IsOutOfTime => _end.IsOutOfTime;

    /// <inheritdoc/>
    public async ValueTask<Batch> RentAsync(ObjectTally source, CancellationToken cancel)
    {
        var taken = _allowance.TakeAsync(cancel);
        if (!taken.IsCompleted)
        {
            // All batches are under way, some perhaps on connections that wait for more: only their end sets them free.
            _pool.RetireIdle();
            BeginLaneIfDue(isUrgent: true);
        }

        var batch = await taken;
        batch.Begin(source);
        return batch;
    }

    /// <inheritdoc/>
    public void Post(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);

        // An object's last batch has room left. What there is of it goes on its way, however slow the other objects are.
        var isLast = !batch.IsFull;
        if (batch.Lines == 0)
        {
            _allowance.GiveBack(batch);
        }
        else
        {
            _settlement.Expect();
            _queue.Add(batch);
        }

        BeginLaneIfDue(isLast);
    }

    /// <inheritdoc/>
    public async Task DrainAsync()
    {
        _queue.MarkLast();
        BeginLaneIfDue(isUrgent: true);
        _pool.RetireIdle();
        await await Task.WhenAny(_settlement.DrainAsync(), _background.Faulted);
    }

    /// <summary>
    /// There is little time left: from now on connections are confirmed after a few batches each. It costs connections, but with a slow
    /// receiver, whose share is not confirmed in time, all of it would have to be sent again.
    /// </summary>
    public void HurryUp() => _sender.HurryUp();

    /// <summary>
    /// Stops delivering because the time is over: what is not on its way yet is not sent any more. That is no failure to deliver: the
    /// lines count as undelivered, and it is the caller's to tell what becomes of them.
    /// </summary>
    public void RunOutOfTime() => _end.RunOutOfTime();

    /// <summary>Does not wait any longer for what is on its way either: connections not confirmed by now are closed.</summary>
    public void BreakOff() => _end.BreakOff();

    /// <summary>Ends the sink, after <see cref="DrainAsync"/>.</summary>
    public void Dispose()
    {
        _allowance.Release();
        _end.Dispose();
    }

    private void PostAgain(Batch batch)
    {
        _queue.AddAgain(batch);
        BeginLaneIfDue(isUrgent: true);
    }

    private void BeginLaneIfDue(bool isUrgent)
    {
        if (_queue.TryBeginLane(isUrgent))
        {
            _background.Run(() => Task.Run(RunLaneAsync));
        }
    }

    private async Task RunLaneAsync()
    {
        while (_queue.TryTake(out var batch))
        {
            await _sender.SendAsync(batch);
        }

        // Whoever leaves last sees to it that no connection is left waiting for more.
        if (!_queue.IsMoreToCome)
        {
            _pool.RetireIdle();
        }
    }
}
