using LogsProcessor.Logstash.Pool;

namespace LogsProcessor.Logstash.Tests.Pool;

public sealed class HostRingTests
{
    private static readonly HostAddress A = new("a", 1);
    private static readonly HostAddress B = new("b", 1);
    private static readonly HostAddress C = new("c", 1);

    private readonly ManualTime _time = new();
    private readonly HostRing _ring;

    public HostRingTests() => _ring = new HostRing([A, B, C], _time);

    [Fact]
    public void Healthy_hosts_take_turns()
    {
        Assert.Equal([A, B, C, A], Take(4));
    }

    [Fact]
    public void One_that_failed_is_left_out_until_its_rest_is_over()
    {
        _ring.Failed(A);

        Assert.Equal([B, C, B, C], Take(4));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains(A, Take(3));
    }

    [Fact]
    public void Each_failure_in_a_row_doubles_the_rest_up_to_a_bound()
    {
        for (var failures = 0; failures < 3; failures++)
        {
            _ring.Failed(A);
        }

        _time.Advance(TimeSpan.FromSeconds(3.9));
        Assert.DoesNotContain(A, Take(6));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Contains(A, Take(3));

        for (var failures = 0; failures < 20; failures++)
        {
            _ring.Failed(A);
        }

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains(A, Take(3));
    }

    [Fact]
    public void A_confirmed_connection_makes_it_healthy_at_once()
    {
        _ring.Failed(A);

        _ring.Confirmed(A);

        Assert.Contains(A, Take(3));
    }

    [Fact]
    public void If_all_rest_the_one_whose_rest_ends_first_is_tried()
    {
        _ring.Failed(A);
        _ring.Failed(A);
        _ring.Failed(B);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _ring.Failed(C);

        Assert.Equal([B, B], Take(2));
    }

    private List<HostAddress> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => _ring.Next())];
}
