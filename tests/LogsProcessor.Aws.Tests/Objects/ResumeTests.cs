using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Objects;

/// <summary>A body that breaks off goes on where it did: the bytes are exactly the object's, or the object fails.</summary>
public sealed class ResumeTests : S3ObjectsFixture
{
    private const string Key = "x.log";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(150_000)]
    [InlineData(299_999)]
    public async Task Body_that_is_cut_goes_on_at_that_byte(int cutAfter)
    {
        var item = S3.Put(Bucket, Key, Bytes(300_000));
        S3.Fail(new FakeS3Fault { CutAfter = cutAfter, Times = 1 });

        var content = await ReadAsync(await OpenAsync(Key));

        Assert.Equal(item.Content, content);
        var ranges = S3.Requests.Select(request => request.Header("Range")).ToList();
        Assert.Equal(["bytes=0-", $"bytes={cutAfter}-"], ranges);
        Assert.Equal($"\"{item.ETag}\"", S3.Requests[1].Header("If-Match"));
    }

    [Fact]
    public async Task Body_that_stalls_goes_on_where_it_did()
    {
        var item = S3.Put(Bucket, Key, Bytes(300_000));
        var clock = new QuickClock();
        S3.Fail(
            new FakeS3Fault
            {
                StallAfter = 100_000,
                OnStall = () => Task.FromResult(clock.IsStalled = true),
                Times = 1,
            }
        );
        S3.Fail(new FakeS3Fault { Before = () => Task.FromResult(clock.IsStalled = false) });

        Assert.Equal(item.Content, await ReadAsync(await OpenAsync(clock)));
    }

    [Fact]
    public async Task Progress_between_cuts_begins_the_count_of_attempts_anew()
    {
        var item = S3.Put(Bucket, Key, Bytes(100_000));
        S3.Fail(new FakeS3Fault { CutAfter = 1000 });

        Assert.Equal(item.Content, await ReadAsync(await OpenAsync(Key)));
        Assert.Equal(100, S3.Requests.Count);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(429)]
    public async Task Request_that_resumes_is_made_again_while_s3_is_busy(int status)
    {
        var item = S3.Put(Bucket, Key, Bytes(10_000));
        S3.Fail(new FakeS3Fault { CutAfter = 5000, Times = 1 });
        S3.Fail(FakeS3Fault.Error(status, "SlowDown", "x") with { Times = S3Retry.MostAttempts - 1 });

        Assert.Equal(item.Content, await ReadAsync(await OpenAsync(Key)));
    }

    [Fact]
    public async Task Object_that_changes_meanwhile_fails()
    {
        S3.Put(Bucket, Key, Bytes(10_000));
        S3.Fail(new FakeS3Fault { CutAfter = 5000, Times = 1 });
        var opened = await OpenAsync(Key);
        S3.Put(Bucket, Key, Bytes(20_000));

        var exception = await Assert.ThrowsAsync<ObjectException>(() => ReadAsync(opened));

        Assert.True(exception.IsChanged);
        Assert.Equal("s3://example-logs/x.log: the object has changed in the meantime", exception.Message);
    }

    [Theory]
    [InlineData("AccessDenied")]
    [InlineData("NoSuchKey")]
    public async Task Refusal_is_final(string code)
    {
        S3.Put(Bucket, Key, Bytes(10_000));
        S3.Fail(new FakeS3Fault { CutAfter = 5000, Times = 1 });
        S3.Fail(code == "NoSuchKey" ? FakeS3Fault.NoSuchKey : FakeS3Fault.AccessDenied);
        var opened = await OpenAsync(Key);

        await Assert.ThrowsAsync<ObjectException>(() => ReadAsync(opened));

        Assert.Equal(2, S3.Requests.Count);
    }

    [Fact]
    public async Task Caller_that_cancels_while_a_body_is_resumed_sees_that()
    {
        using var stop = new CancellationTokenSource();
        S3.Put(Bucket, Key, Bytes(10_000));
        S3.Fail(new FakeS3Fault { CutAfter = 5000, Times = 1 });
        S3.Fail(FakeS3Fault.SlowDown with { Before = stop.CancelAsync });
        await using var body = (await OpenAsync(Key)).Body;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => body.CopyToAsync(Stream.Null, stop.Token));
    }

    [Fact]
    public async Task Any_schedule_of_faults_ends_with_exactly_the_bytes_or_a_failure()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var key = $"{round}.log";
            var item = S3.Put(Bucket, key, Bytes(random.Next(1, 200_000)));
            for (var fault = random.Next(8); fault > 0; fault--)
            {
                S3.Fail(AnyFault(random, item.Content.Length) with { When = request => request.Key == key });
            }

            var content = Array.Empty<byte>();
            var failure = await Record.ExceptionAsync(async () => content = await ReadAsync(await OpenAsync(key)));

            Assert.True(
                failure is ObjectException || (failure is null && item.Content.AsSpan().SequenceEqual(content)),
                $"seed {seed}, round {round}: {failure?.ToString() ?? "other bytes"}"
            );
        }
    }

    private static FakeS3Fault AnyFault(Random random, int length) =>
        random.Next(4) switch
        {
            0 => FakeS3Fault.SlowDown with { Times = random.Next(1, 4) },
            1 => FakeS3Fault.InternalError with { Times = random.Next(1, 7) },
            _ => new FakeS3Fault { CutAfter = random.Next(length + 1), Times = random.Next(1, 7) },
        };

    private ValueTask<Core.OpenedObject> OpenAsync(TimeProvider clock) =>
        Connect(new S3Options { Endpoint = S3.Endpoint, ForcePathStyle = true }, clock)
            .Get(new ObjectReference(Bucket, Key))
            .OpenAsync(CancellationToken.None);

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
