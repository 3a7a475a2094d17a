using LogsProcessor.Core;
using LogsProcessor.Logstash.Sending;

namespace LogsProcessor.Logstash.Tests.Sending;

public sealed class BatchAllowanceTests
{
    private readonly BatchAllowance _allowance = new(2);

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

        var exception = await Assert.ThrowsAsync<DeliveryException>(() => waiting);
        Assert.Equal("the receiver is gone", exception.Message);
        await Assert.ThrowsAsync<DeliveryException>(() => _allowance.TakeAsync(CancellationToken.None).AsTask());
    }
}
