using System.IO.Compression;
using LogsProcessor.Bundle.Archives;
using LogsProcessor.Bundle.Tests.Fakes;
using LogsProcessor.Core;
using LogsProcessor.Testing;

namespace LogsProcessor.Bundle.Tests.Archives;

public sealed class BundleArchiveTests : BundleFixture
{
    [Fact]
    public async Task Member_is_the_object_that_it_was()
    {
        var samples = PutSamples();
        await BundleAsync();

        var archive = await OpenAsync();
        var item = (await archive.FindAsync("day/b/short é.log.gz", CancellationToken.None))!;
        var opened = await item.OpenAsync(CancellationToken.None);
        await opened.Body.DisposeAsync();

        var original = S3.Find(Logs, item.Key)!;
        Assert.Equal(new BundleOrigin(Logs, Prefix), archive.Origin);
        Assert.Equal(new ObjectIdentity(Logs, item.Key, original.ETag), opened.Identity);
        Assert.Equal(samples[item.Key].Length, opened.Length);
        Assert.Equal($"s3://{Archives}/{ArchiveKey}!{item.Key}", item.Name);
    }

    [Fact]
    public async Task Each_member_is_read_by_one_request_for_its_range()
    {
        var samples = PutSamples();
        await BundleAsync();
        var items = await (await OpenAsync()).ListAsync().ToListAsync();
        var before = S3.Requests.Count;

        foreach (var item in items)
        {
            Assert.Equal(samples[item.Key], await MemoryArchiveFile.ReadAsync(item));
        }

        Assert.Equal(before + items.Count, S3.Requests.Count);
    }

    [Fact]
    public async Task Member_is_read_on_where_its_body_breaks_off()
    {
        var samples = PutSamples();
        await BundleAsync();
        var item = (await (await OpenAsync()).FindAsync("day/d long.log.gz", CancellationToken.None))!;
        S3.Fail(
            new FakeS3Fault
            {
                CutAfter = 1_000,
                Times = 3,
                When = request => request.Key == ArchiveKey,
            }
        );

        Assert.Equal(samples[item.Key], await MemoryArchiveFile.ReadAsync(item));
    }

    [Fact]
    public async Task Key_that_is_not_there_is_not_found()
    {
        PutSamples();
        await BundleAsync();

        Assert.Null(await (await OpenAsync()).FindAsync("day/none", CancellationToken.None));
    }

    [Fact]
    public async Task Every_byte_that_is_turned_over_in_a_member_is_found_by_verification()
    {
        S3.Put(Logs, "day/a.log", Text(20));
        S3.Put(Logs, "day/b.gz", Gzip(Noise(40)));
        await BundleAsync();
        var whole = Archive!;
        var end = (await OpenAsync().ContinueWith(it => it.Result.ListAsync().LastAsync().AsTask()).Unwrap()).Member;
        var members = (int)(end.Offset + 30 + end.Name.Length + 9 + end.CompressedBytes);

        for (var at = 0; at < members; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x40;
            var archive = await BundleArchive.OpenAsync(new MemoryArchiveFile(damaged), CancellationToken.None);
            var exception = await Record.ExceptionAsync(() => archive.VerifyAsync(_ => { }, CancellationToken.None));
            Assert.True(exception is ArchiveException || IsUnread(at, end.Offset), $"byte {at}: {exception}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    [InlineData(200)]
    public async Task What_is_no_whole_archive_is_refused(int length)
    {
        PutSamples();
        await BundleAsync();

        var exception = await Assert.ThrowsAsync<ArchiveException>(() =>
            BundleArchive.OpenAsync(new MemoryArchiveFile(Archive![..length]), CancellationToken.None)
        );

        Assert.Equal("memory.zip: no ZIP archive, or not a whole one: it has no end", exception.Message);
    }

    [Fact]
    public async Task Random_damage_is_told_and_never_more_than_that()
    {
        PutSamples();
        await BundleAsync();
        var random = new Random(20260309);
        for (var round = 0; round < 300; round++)
        {
            var damaged = (byte[])Archive!.Clone();
            for (var times = 0; times < 4; times++)
            {
                damaged[damaged.Length - 1 - random.Next(900)] = (byte)random.Next(256);
            }

            var exception = await Record.ExceptionAsync(async () =>
            {
                var archive = await BundleArchive.OpenAsync(new MemoryArchiveFile(damaged), CancellationToken.None);
                await archive.VerifyAsync(_ => { }, CancellationToken.None);
            });
            Assert.True(exception is null or IOException, $"round {round}: {exception}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Directory_that_holds_more_than_its_end_tells_of_is_refused(byte told)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("a.log");
            zip.CreateEntry("b.log");
        }

        // As a program without Zip64 writes it, whose number of members is more than 65,535.
        var content = output.ToArray();
        content[^12] = content[^14] = told;
        var archive = await BundleArchive.OpenAsync(new MemoryArchiveFile(content), CancellationToken.None);

        var exception = await Assert.ThrowsAsync<ArchiveException>(async () => await archive.ListAsync().ToListAsync());

        Assert.Equal(
            $"memory.zip: its directory goes on behind the {told} members that its end tells of",
            exception.Message
        );
    }

    [Fact]
    public async Task Encrypted_member_is_refused_before_a_byte_of_it_is_read()
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a.log", CompressionLevel.NoCompression).Open();
            entry.Write(Text(1));
        }

        var content = output.ToArray();
        content[content.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        var archive = await BundleArchive.OpenAsync(new MemoryArchiveFile(content), CancellationToken.None);
        var item = await archive.ListAsync().SingleAsync();

        var exception = await Assert.ThrowsAsync<ArchiveException>(() => MemoryArchiveFile.ReadAsync(item));

        Assert.Equal(
            "memory.zip: member 'a.log' is encrypted; only members without a password are read",
            exception.Message
        );
    }

    [Fact]
    public async Task Archive_of_another_program_has_members_with_versions_of_their_own()
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("folder/");
            using var entry = zip.CreateEntry("folder/x.log").Open();
            entry.Write(Text(3));
        }

        var archive = await BundleArchive.OpenAsync(new MemoryArchiveFile(output.ToArray()), CancellationToken.None);
        var item = await archive.ListAsync().SingleAsync();

        Assert.Null(archive.Origin);
        Assert.Equal(new ObjectIdentity("", "memory.zip!folder/x.log", "54-d99303c4"), item.Identity);
        Assert.Equal(Text(3), await MemoryArchiveFile.ReadAsync(item));
    }

    /// <summary>Version, flags, times, checksum and lengths in a header are not read: the directory has them. Nor are the time field,
    /// and the bits behind the end of compressed data.</summary>
    private static bool IsUnread(int at, long second)
    {
        var inHeader = at < second ? at : at - (int)second;
        var nameBytes = at < second ? "day/a.log".Length : "day/b.gz".Length;
        return at == second - 1
            || inHeader is (>= 4 and < 8) or (>= 10 and < 26)
            || (inHeader >= 30 + nameBytes && inHeader < 30 + nameBytes + 9);
    }
}
