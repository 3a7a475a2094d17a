namespace LogsProcessor.Logstash.Tests;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 0.0, 0)]
    [InlineData(1, 0.5, 100)]
    [InlineData(2, 0.5, 200)]
    [InlineData(4, 1.0, 1600)]
    [InlineData(20, 1.0, 5000)]
    public void The_wait_is_random_below_a_bound_that_doubles(int attempt, double random, double expectedMs)
    {
        Assert.Equal(expectedMs, Backoff.Delay(attempt, random).TotalMilliseconds);
    }
}
