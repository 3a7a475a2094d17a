using System.Net;
using Amazon.S3;
using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Tests.Objects;

namespace LogsProcessor.Aws.Tests.Copying;

public sealed class RequestPaceTests : IDisposable
{
    private readonly RequestPace _pace = new(16, new QuickClock());

    public void Dispose() => _pace.Dispose();

    [Fact]
    public async Task A_refusal_halves_the_requests_at_once_and_answers_bring_them_back_one_by_one()
    {
        await RefuseAsync();
        Assert.Equal(8, _pace.Limit);

        for (var round = 9; round <= 16; round++)
        {
            await AnswerAsync(round);
            Assert.Equal(round, _pace.Limit);
        }

        await AnswerAsync(100);
        Assert.Equal(16, _pace.Limit);
    }

    [Fact]
    public async Task Refusals_of_one_round_count_once()
    {
        var gate = new TaskCompletionSource();
        var refused = Enumerable.Range(0, 16).Select(_ => AskAsync(gate.Task, times: 1)).ToList();
        gate.SetResult();
        await Task.WhenAll(refused);

        Assert.Equal(16, _pace.Refused);
        Assert.InRange(_pace.Limit, 2, 9);
    }

    [Fact]
    public async Task No_more_requests_than_the_limit_are_on_their_way()
    {
        for (var times = 0; times < 40; times++)
        {
            await RefuseAsync();
        }

        var (now, most) = (0, 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    _pace.RunAsync(
                        async () =>
                        {
                            most = Math.Max(most, Interlocked.Increment(ref now));
                            await Task.Yield();
                            return Interlocked.Decrement(ref now);
                        },
                        CancellationToken.None
                    )
                )
        );

        Assert.InRange(most, 1, 9);
    }

    [Fact]
    public async Task What_is_refused_again_and_again_fails()
    {
        var fault = await Assert.ThrowsAsync<AmazonS3Exception>(() => AskAsync(Task.CompletedTask, times: 100));

        Assert.Equal("SlowDown", fault.ErrorCode);
        Assert.Equal(8, _pace.Refused);
    }

    private Task<int> RefuseAsync() => AskAsync(Task.CompletedTask, times: 1);

    /// <summary>So many answers; the first one after a refusal is that of the refused request itself.</summary>
    private async Task AnswerAsync(int count)
    {
        for (var index = 0; index < count; index++)
        {
            await _pace.RunAsync(() => Task.FromResult(0), CancellationToken.None);
        }
    }

    private Task<int> AskAsync(Task gate, int times)
    {
        var asked = 0;
        return _pace.RunAsync(
            async () =>
            {
                await gate;
                return ++asked > times
                    ? 0
                    : throw new AmazonS3Exception("")
                    {
                        StatusCode = HttpStatusCode.ServiceUnavailable,
                        ErrorCode = "SlowDown",
                    };
            },
            CancellationToken.None
        );
    }
}
