using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Tests.Objects;

public sealed class S3RetryTests
{
    [Fact]
    public void Bound_doubles_with_each_failure_up_to_four_seconds() =>
        Assert.Equal(
            [200, 400, 800, 1600, 3200, 4000, 4000],
            Enumerable.Range(1, 7).Select(failures => S3Retry.Bound(failures).TotalMilliseconds)
        );
}
