using System.Diagnostics.CodeAnalysis;
using LogsProcessor.Core.Json;

namespace LogsProcessor.Logstash.Sending;

/// <summary>
/// The batches that wait to be sent, and how many lanes take them from here, each one sending over one connection at a time. A lane
/// begins when batches pile up, and ends when there are none, so the number of connections follows the receiver's pace. Thread-safe.
/// </summary>
internal sealed class BatchQueue(int mostLanes, BatchAllowance allowance)
{
    /// <summary>
    /// With so many batches waiting for each lane there is, another begins; where there is none, it waits for so many, too, for waking a
    /// thread costs as much as sending a batch. Only the first lane of a run does not wait: while it opens a connection, batches pile up.
    /// </summary>
    private const int BatchesForAnotherLane = 4;

    private readonly Lock _lock = new();
    private readonly Queue<Batch> _again = new();
    private readonly Queue<Batch> _waiting = new();
    private bool _isLast;
    private bool _hasBegun;
    private int _lanes;

    /// <summary>
    /// Whether an open connection has a use: batches wait for it, or will. With all batches under way none can come, unless those that
    /// connections carried are confirmed; closing while some still wait would cost a connection for each batch.
    /// </summary>
    internal bool IsMoreToCome
    {
        get
        {
            lock (_lock)
            {
                return _again.Count + _waiting.Count > 0 || (!_isLast && !allowance.IsExhausted);
            }
        }
    }

    /// <summary>Adds a batch.</summary>
    internal void Add(Batch batch)
    {
        lock (_lock)
        {
            _waiting.Enqueue(batch);
        }
    }

    /// <summary>Adds a batch that was here before.</summary>
    internal void AddAgain(Batch batch)
    {
        lock (_lock)
        {
            _again.Enqueue(batch);
        }
    }

    /// <summary>No new batch will come.</summary>
    internal void MarkLast()
    {
        lock (_lock)
        {
            _isLast = true;
        }
    }

    /// <summary>Begins a lane if enough batches wait for one, or any do and it is urgent, or the first of the run.</summary>
    /// <returns>Whether the caller has to run a lane.</returns>
    internal bool TryBeginLane(bool isUrgent)
    {
        lock (_lock)
        {
            var atOnce = isUrgent || _isLast || !_hasBegun;
            var enough = (_lanes * BatchesForAnotherLane) + (atOnce ? 1 : BatchesForAnotherLane);
            if (_lanes == mostLanes || _again.Count + _waiting.Count < enough)
            {
                return false;
            }

            _hasBegun = true;
            _lanes++;
            return true;
        }
    }

    /// <summary>Gives a lane its next batch. If there is none, the lane has ended.</summary>
    internal bool TryTake([NotNullWhen(true)] out Batch? batch)
    {
        lock (_lock)
        {
            // Those in doubt first: a receiver that is gone for good is noticed by the first batch that fails too often.
            var isOne = _again.TryDequeue(out batch) || _waiting.TryDequeue(out batch);
            _lanes -= isOne ? 0 : 1;
            return isOne;
        }
    }
}
