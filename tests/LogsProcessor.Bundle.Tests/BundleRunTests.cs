using System.Text;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Bundle.Archives;
using LogsProcessor.Bundle.Summary;
using LogsProcessor.Bundle.Tests.Fakes;
using LogsProcessor.Bundle.Zip;
using LogsProcessor.Core.Summary;
using LogsProcessor.Testing;

namespace LogsProcessor.Bundle.Tests;

public sealed class BundleRunTests : BundleFixture
{
    [Fact]
    public async Task Archive_holds_every_object_as_it_was()
    {
        var samples = PutSamples();

        var summary = await BundleAsync();

        Assert.Empty(summary.Writing.LastFew.Concat(summary.Reading.LastFew));
        Assert.False(summary.HasFailed);
        Assert.Equal(samples, Unpack());
        Assert.Equal((samples.Count, samples.Values.Sum(item => item.Length)), (summary.Objects, summary.BytesRead));
        Assert.Equal(
            (Archive!.Length, S3.Find(Archives, ArchiveKey)!.ETag),
            (summary.BytesWritten, summary.ArchiveETag)
        );
        Assert.Equal(0, S3.OpenUploads);
    }

    [Fact]
    public async Task Compressed_objects_are_stored_and_text_is_deflated()
    {
        PutSamples();

        var summary = await BundleAsync();

        var members = await (await OpenAsync()).ListAsync().ToListAsync();
        Assert.Equal(
            [
                ("day/a short.log", ZipMethod.Deflated),
                ("day/b/short é.log.gz", ZipMethod.Stored),
                ("day/c long.log", ZipMethod.Deflated),
                ("day/d long.log.gz", ZipMethod.Stored),
                ("day/e empty.log", ZipMethod.Stored),
                ("day/f noise", ZipMethod.Stored),
            ],
            members.Select(item => (item.Key, item.Member.Method))
        );
        Assert.Equal(4, summary.Stored);
    }

    [Fact]
    public async Task Same_objects_give_the_same_bytes()
    {
        PutSamples();
        await BundleAsync();
        var first = Archive;
        await using var other = await FakeS3.StartAsync();
        foreach (var key in S3.Keys(Logs))
        {
            other.Put(Logs, key, S3.Find(Logs, key)!.Content);
        }

        other.CreateBucket(Archives);
        using var objects = new S3Objects(
            new S3Options { Endpoint = other.Endpoint, ForcePathStyle = true },
            new QuickClock()
        );
        await BundleAsync(Small with { ObjectsAhead = 1, BytesAhead = 1 }, objects: objects);

        Assert.Equal(first, other.Find(Archives, ArchiveKey)!.Content);
    }

    [Fact]
    public async Task Index_has_a_line_for_each_member()
    {
        S3.Put(Logs, "day/../x \"1\".log", Text(3), etag: "etag-1");

        await BundleAsync();

        var index = Encoding.UTF8.GetString(S3.Find(Archives, ArchiveKey + ".index.ndjson")!.Content);
        Assert.Equal(
            """{"key":"day/../x \u00221\u0022.log","name":"%/day/%2E%2E/x \u00221\u0022.log","etag":"etag-1","size":54,"""
                + $"\"crc32\":\"{Crc32.Append(0, Text(3)):x8}\",\"offset\":0,\"compressedSize\":"
                + $"{(await OpenAsync().ContinueWith(it => it.Result.ListAsync().FirstAsync().AsTask()).Unwrap()).Member.CompressedBytes}"
                + ",\"method\":\"deflated\",\"modified\":\"2026-10-31T09:10:09Z\"}\n",
            index
        );
    }

    [Fact]
    public async Task Archive_that_is_there_and_holds_the_same_is_left_and_the_run_is_done()
    {
        PutSamples();
        await BundleAsync();
        var first = S3.Find(Archives, ArchiveKey);
        S3.Delete(Archives, ArchiveKey + ".index.ndjson");

        var summary = await BundleAsync();

        Assert.Equal((false, true, 6L), (summary.HasFailed, summary.WasThere, summary.Objects));
        Assert.Same(first, S3.Find(Archives, ArchiveKey));
        Assert.NotNull(S3.Find(Archives, ArchiveKey + ".index.ndjson"));
    }

    [Fact]
    public async Task Archive_that_is_there_without_an_object_fails_the_run_and_is_left()
    {
        PutSamples();
        await BundleAsync();
        var first = S3.Find(Archives, ArchiveKey);
        S3.Put(Logs, "day/c long.log", [1]);

        var summary = await BundleAsync();

        Assert.Equal(
            $"s3://{Archives}/{ArchiveKey}: there is an archive already, without 'day/c long.log' as it is now; it was left as it is",
            summary.Writing.Last!.Message
        );
        Assert.True(summary.HasFailed);
        Assert.Same(first, S3.Find(Archives, ArchiveKey));
    }

    [Fact]
    public async Task Archive_that_comes_to_be_meanwhile_is_left_as_it_is()
    {
        PutSamples();
        S3.Fail(
            new FakeS3Fault
            {
                Times = 1,
                When = request => request.Method == "POST" && request.Query.ContainsKey("uploadId"),
                Before = () => Task.FromResult(S3.Put(Archives, ArchiveKey, [17])),
            }
        );

        var summary = await BundleAsync();

        Assert.Equal(
            $"s3://{Archives}/{ArchiveKey}: there is an object already; it was left as it is",
            summary.Writing.Last!.Message
        );
        Assert.Equal([17], Archive!);
        Assert.Equal(0, S3.OpenUploads);
    }

    [Theory]
    [InlineData("day/c long.log")]
    [InlineData("day/d long.log.gz")]
    [InlineData("day/f noise")]
    public async Task Object_that_changes_between_list_and_reading_fails_the_run_and_nothing_stays(string key)
    {
        PutSamples();
        S3.Fail(
            new FakeS3Fault
            {
                Times = 1,
                When = request => request.Method == "GET" && request.Key == key,
                Before = () => Task.FromResult(S3.Put(Logs, key, Noise(1_100))),
            }
        );

        var summary = await BundleAsync();

        Assert.Equal($"s3://{Logs}/{key}: the object has changed in the meantime", summary.Reading.Last!.Message);
        Assert.True(summary.HasFailed);
        Assert.Equal((null, 0), (Archive, S3.OpenUploads));
    }

    [Fact]
    public async Task Long_object_that_changes_after_its_checksum_was_taken_fails_the_run()
    {
        PutSamples();
        var reads = 0;
        S3.Fail(
            new FakeS3Fault
            {
                When = request => request.Method == "GET" && request.Key == "day/d long.log.gz" && ++reads == 2,
                Before = () => Task.FromResult(S3.Put(Logs, "day/d long.log.gz", Gzip(Noise(5_001)))),
            }
        );

        var summary = await BundleAsync();

        Assert.Equal(
            $"s3://{Logs}/day/d long.log.gz: the object has changed in the meantime",
            summary.Reading.Last!.Message
        );
        Assert.Equal((null, 0), (Archive, S3.OpenUploads));
    }

    [Fact]
    public async Task Bodies_that_break_off_are_read_on()
    {
        var samples = PutSamples();
        S3.Fail(
            new FakeS3Fault
            {
                CutAfter = 100,
                Times = 9,
                When = request => request.Key.StartsWith("day/", StringComparison.Ordinal),
            }
        );

        var summary = await BundleAsync();

        Assert.False(summary.HasFailed);
        Assert.Equal(samples, Unpack());
    }

    [Fact]
    public async Task Upload_that_fails_leaves_nothing()
    {
        PutSamples();
        S3.Fail(FakeS3Fault.InternalError with { When = request => request.Query.ContainsKey("partNumber") });

        var summary = await BundleAsync();

        Assert.Equal(
            $"s3://{Archives}/{ArchiveKey}: S3 failed (500 InternalError), after 5 attempts",
            summary.Writing.Last!.Message
        );
        Assert.Equal((null, 0), (Archive, S3.OpenUploads));
    }

    [Fact]
    public async Task No_objects_make_no_archive()
    {
        var summary = await BundleAsync();

        Assert.Equal((false, 0L, null), (summary.HasFailed, summary.Objects, Archive));
        Assert.DoesNotContain(S3.Requests, request => request.Method is "PUT" or "POST");
    }

    [Fact]
    public async Task Archive_among_its_own_objects_is_refused()
    {
        var summary = await BundleAsync(source: new S3Location(Archives, ""));

        Assert.Equal(
            $"s3://{Archives}/{ArchiveKey}: the archive would lie among the objects of s3://{Archives}/; put it elsewhere",
            summary.Writing.Last!.Message
        );
    }

    [Fact]
    public async Task Archive_of_another_name_than_zip_is_refused()
    {
        var summary = new BundleSummary(new RunIdentity(), TimeProvider.System);

        await new BundleRun(Objects, Small, summary).RunAsync(Source, new LocalArchivePlace("x.tar"), default);

        Assert.Equal("x.tar: the name of an archive ends with .zip", summary.Writing.Last!.Message);
    }

    [Fact]
    public async Task Stopped_run_leaves_nothing()
    {
        PutSamples();
        using var stop = new CancellationTokenSource();
        S3.Fail(
            new FakeS3Fault
            {
                When = request => request.Query.ContainsKey("partNumber"),
                Before = () => stop.CancelAsync(),
            }
        );

        var summary = await BundleAsync(stop: stop.Token);

        Assert.Equal(
            $"s3://{Archives}/{ArchiveKey}: stopped before it was whole; nothing of it stays",
            summary.Writing.Last!.Message
        );
        Assert.Equal((null, 0), (Archive, S3.OpenUploads));
    }
}
