using LogsProcessor.Bundle.Packing;

namespace LogsProcessor.Bundle.Tests.Packing;

public sealed class ByteBudgetTests
{
    [Fact]
    public async Task Taker_waits_until_there_is_room()
    {
        var budget = new ByteBudget(10);
        await budget.TakeAsync(6, default);

        var next = budget.TakeAsync(5, default);

        Assert.False(next.IsCompleted);
        budget.Give(1);
        await next;
    }

    [Fact]
    public async Task Who_needs_more_than_all_gets_it_when_nobody_has_any()
    {
        var budget = new ByteBudget(10);
        await budget.TakeAsync(1, default);

        var next = budget.TakeAsync(100, default);

        Assert.False(next.IsCompleted);
        budget.Give(1);
        await next;
    }
}
