using LogsProcessor.Core.Json;
using LogsProcessor.Logstash.Sending;

namespace LogsProcessor.Logstash.Tests.Sending;

public sealed class BatchQueueTests
{
    private readonly BatchQueue _queue = new(mostLanes: 2, new BatchAllowance(new BatchStore(), 64, 64));

    [Fact]
    public void The_first_lane_of_a_run_begins_with_the_first_batch()
    {
        Assert.False(_queue.TryBeginLane(isUrgent: false));

        Add(1);

        Assert.True(_queue.TryBeginLane(isUrgent: false));
    }

    [Theory]
    [InlineData(3, false, false, false)]
    [InlineData(4, false, false, true)]
    [InlineData(1, true, false, true)]
    [InlineData(1, false, true, true)]
    public void After_a_pause_a_lane_begins_when_four_wait_or_it_is_urgent_or_none_will_follow(
        int waiting,
        bool isUrgent,
        bool isLast,
        bool begins
    )
    {
        RunOneLane();
        Add(waiting);
        if (isLast)
        {
            _queue.MarkLast();
        }

        Assert.Equal(begins, _queue.TryBeginLane(isUrgent));
    }

    [Fact]
    public void Another_begins_beside_it_when_four_wait_for_each_but_no_more_than_allowed()
    {
        Add(7);
        Assert.True(_queue.TryBeginLane(isUrgent: false));
        Assert.False(_queue.TryBeginLane(isUrgent: false));

        Add(1);
        Assert.True(_queue.TryBeginLane(isUrgent: false));

        Add(40);
        Assert.False(_queue.TryBeginLane(isUrgent: true));
    }

    [Fact]
    public void Batches_in_doubt_are_taken_before_those_that_wait()
    {
        var waiting = new Batch();
        var again = new Batch();
        _queue.Add(waiting);
        _queue.AddAgain(again);
        Assert.True(_queue.TryBeginLane(isUrgent: false));

        Assert.True(_queue.TryTake(out var first));
        Assert.True(_queue.TryTake(out var second));
        Assert.Same(again, first);
        Assert.Same(waiting, second);
        Assert.False(_queue.TryTake(out _));
    }

    [Fact]
    public void More_is_to_come_until_the_last_batch_was_taken()
    {
        Assert.True(_queue.IsMoreToCome);

        Add(1);
        _queue.MarkLast();
        Assert.True(_queue.IsMoreToCome);

        Assert.True(_queue.TryBeginLane(isUrgent: false));
        Assert.True(_queue.TryTake(out _));
        Assert.False(_queue.IsMoreToCome);
    }

    [Fact]
    public async Task Nothing_is_to_come_while_all_batches_are_under_way_and_somebody_waits_for_one()
    {
        var allowance = new BatchAllowance(new BatchStore(), 1, 1);
        var queue = new BatchQueue(mostLanes: 2, allowance);
        var only = await allowance.TakeAsync(CancellationToken.None);
        Assert.True(queue.IsMoreToCome);

        var waiting = allowance.TakeAsync(CancellationToken.None).AsTask();
        Assert.False(queue.IsMoreToCome);

        queue.AddAgain(only);
        Assert.True(queue.IsMoreToCome);
        allowance.GiveBack(only);
        Assert.Same(only, await waiting);
    }

    private void RunOneLane()
    {
        Add(1);
        Assert.True(_queue.TryBeginLane(isUrgent: false));
        while (_queue.TryTake(out _))
        {
            // Sent.
        }
    }

    private void Add(int batches)
    {
        for (var added = 0; added < batches; added++)
        {
            _queue.Add(new Batch());
        }
    }
}
