using LogsProcessor.Core;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Summary;
using LogsProcessor.Logstash.Sending;

namespace LogsProcessor.Logstash.Tests.Sending;

public sealed class BatchAllowanceTests
{
    private readonly BatchAllowance _allowance = new(new BatchStore(), 2, 2);

    [Fact]
    public async Task Who_finds_none_waits_and_is_served_in_order()
    {
        var first = await _allowance.TakeAsync(CancellationToken.None);
        var second = await _allowance.TakeAsync(CancellationToken.None);
        var third = _allowance.TakeAsync(CancellationToken.None).AsTask();
        var fourth = _allowance.TakeAsync(CancellationToken.None).AsTask();
        Assert.True(_allowance.IsExhausted);
        Assert.False(third.IsCompleted);

        _allowance.GiveBack(second);
        Assert.Same(second, await third);
        Assert.False(fourth.IsCompleted);
        _allowance.GiveBack(first);
        Assert.Same(first, await fourth);
        Assert.False(_allowance.IsExhausted);
    }

    [Fact]
    public async Task One_who_stopped_waiting_is_passed_over()
    {
        var first = await _allowance.TakeAsync(CancellationToken.None);
        await _allowance.TakeAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var third = _allowance.TakeAsync(stop.Token).AsTask();
        var fourth = _allowance.TakeAsync(CancellationToken.None).AsTask();

        await stop.CancelAsync();
        _allowance.GiveBack(first);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        Assert.Same(first, await fourth);
    }

    [Fact]
    public async Task Once_closed_nobody_gets_one_and_those_waiting_are_told_why()
    {
        await _allowance.TakeAsync(CancellationToken.None);
        await _allowance.TakeAsync(CancellationToken.None);
        var waiting = _allowance.TakeAsync(CancellationToken.None).AsTask();

        _allowance.Close("the receiver is gone");
        _allowance.Close("the time is over");

        var told = await Assert.ThrowsAsync<DeliveryException>(() => waiting);
        var refused = await Assert.ThrowsAsync<DeliveryException>(() =>
            _allowance.TakeAsync(CancellationToken.None).AsTask()
        );
        Assert.Equal(("the receiver is gone", "the receiver is gone"), (told.Message, refused.Message));
    }

    [Fact]
    public async Task One_that_comes_back_is_of_no_object_any_more()
    {
        var batch = await _allowance.TakeAsync(CancellationToken.None);
        batch.Begin(new ObjectTally("one.log"));

        _allowance.GiveBack(batch);

        Assert.Same(batch, await _allowance.TakeAsync(CancellationToken.None));
        Assert.Null(batch.Source);
    }

    [Theory]
    [InlineData(7, 2)]
    [InlineData(8, 3)]
    [InlineData(15, 3)]
    [InlineData(16, 4)]
    public async Task There_is_one_more_for_each_eight_that_came_back(int back, int expected)
    {
        var allowance = new BatchAllowance(new BatchStore(), first: 2, most: 5);
        for (var round = 0; round < back; round++)
        {
            allowance.GiveBack(await allowance.TakeAsync(CancellationToken.None));
        }

        Assert.Equal(expected, (await TakeAllAsync(allowance)).Count);
    }

    [Fact]
    public async Task There_are_more_as_they_come_back_up_to_the_most()
    {
        const int first = 3;
        const int most = 12;
        var allowance = new BatchAllowance(new BatchStore(), first, most);
        var atFirst = await TakeAllAsync(allowance);
        Assert.Equal(first / 2 * Batch.TargetBytes, allowance.HalfInBytes);

        for (var round = 0; round < 100; round++)
        {
            allowance.GiveBack(atFirst[0]);
            Assert.Same(atFirst[0], await allowance.TakeAsync(CancellationToken.None));
        }

        Assert.Equal(first, atFirst.Count);
        Assert.Equal(most, atFirst.Count + (await TakeAllAsync(allowance)).Count);
        Assert.Equal(most / 2 * Batch.TargetBytes, allowance.HalfInBytes);
    }

    [Fact]
    public async Task A_later_run_begins_with_those_that_an_earlier_one_had()
    {
        const int first = 2;
        const int most = 5;
        var store = new BatchStore();
        var earlier = new BatchAllowance(store, first, most);
        for (var round = 0; round < 100; round++)
        {
            earlier.GiveBack(await earlier.TakeAsync(CancellationToken.None));
        }

        var used = await TakeAllAsync(earlier);
        Assert.Equal(most, used.Count);
        used.ForEach(earlier.GiveBack);
        earlier.Release();

        var later = new BatchAllowance(store, first, most);
        Assert.Equal(most / 2 * Batch.TargetBytes, later.HalfInBytes);
        Assert.Equal(used.ToHashSet(), [.. await TakeAllAsync(later)]);
    }

    /// <summary>Takes what there is without waiting.</summary>
    private static async Task<List<Batch>> TakeAllAsync(BatchAllowance allowance)
    {
        var taken = new List<Batch>();
        using var stop = new CancellationTokenSource();
        while (true)
        {
            var next = allowance.TakeAsync(stop.Token).AsTask();
            if (!next.IsCompleted)
            {
                await stop.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
                return taken;
            }

            taken.Add(await next);
        }
    }
}
