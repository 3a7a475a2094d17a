using System.IO.Compression;
using LogsProcessor.Bundle.Archives;
using LogsProcessor.Bundle.Tests.Fakes;
using LogsProcessor.Bundle.Zip;

namespace LogsProcessor.Bundle.Tests.Zip;

/// <summary>What the writer writes, .NET's own reader and ours read: with the format's limits, and with ones so low that Zip64 is everywhere.</summary>
public sealed class ZipWriterTests
{
    private static readonly DateTimeOffset Modified = new(2026, 3, 9, 10, 11, 12, TimeSpan.Zero);

    /// <summary>Zip64 by: nothing; lengths; offsets; the number of members; everything.</summary>
    public static TheoryData<long, long> Limits =>
        new()
        {
            { uint.MaxValue, ushort.MaxValue },
            { 2_000, ushort.MaxValue },
            { 100, ushort.MaxValue },
            { uint.MaxValue, 3 },
            { uint.MaxValue, 4 },
            { 0, 0 },
        };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Archive_is_read_by_others_whatever_takes_Zip64(long bytes, long members)
    {
        var limits = new ZipLimits { Bytes = bytes, Members = members };
        var (archive, contents) = await WriteAsync(limits);

        using var zip = new ZipArchive(new MemoryStream(archive));

        Assert.Equal(contents, zip.Entries.Select(Read));
        Assert.Equal(["a", "b", "c é"], zip.Entries.Select(entry => entry.FullName));
        Assert.All(zip.Entries, entry => Assert.Equal(Modified.DateTime, entry.LastWriteTime.DateTime));
        Assert.Equal("a comment", zip.Comment);
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Archive_is_read_by_ours_whatever_takes_Zip64(long bytes, long members)
    {
        var (bytesOf, contents) = await WriteAsync(new ZipLimits { Bytes = bytes, Members = members });

        var archive = await BundleArchive.OpenAsync(new MemoryArchiveFile(bytesOf), CancellationToken.None);
        var items = await archive.ListAsync().ToListAsync();
        var verified = 0;
        await archive.VerifyAsync(_ => verified++, CancellationToken.None);

        Assert.Equal(3, verified);
        Assert.Equal([.. contents.Select(content => (long)content.Length)], items.Select(item => item.Member.Bytes));
        Assert.All(items, item => Assert.Equal((Modified, "etag"), (item.Member.Modified, item.Member.ETag)));
        foreach (var (item, content) in items.Zip(contents))
        {
            Assert.Equal(content, await MemoryArchiveFile.ReadAsync(item));
        }
    }

    [Fact]
    public async Task Content_of_another_length_is_refused()
    {
        using var zip = new ZipWriter(new MemoryStream(), ZipLimits.OfFormat);
        var member = new ZipMember("x") { Bytes = 3 };

        await Assert.ThrowsAsync<InvalidDataException>(() =>
            zip.DeflateAsync(member, new MemoryStream([1, 2]), CompressionLevel.Optimal, default).AsTask()
        );
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            zip.StoreAsync(member, new MemoryStream([1, 2, 3]), default).AsTask()
        );
    }

    [Theory]
    [InlineData(2026, 3, 9, 23, 59, 59, 0x5C69BF7DU)]
    [InlineData(1979, 12, 31, 0, 0, 0, 0x00210000U)]
    [InlineData(2108, 1, 1, 0, 0, 0, 0x00210000U)]
    public void Time_is_that_of_dos(int year, int month, int day, int hour, int minute, int second, uint expected) =>
        Assert.Equal(
            expected,
            ZipTime.ToDos(new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero))
        );

    /// <summary>Three members: one from memory, one stored from a stream, one compressed on the way.</summary>
    private static async Task<(byte[] Archive, byte[][] Contents)> WriteAsync(ZipLimits limits)
    {
        byte[][] contents = [.. new[] { 30, 1_500, 3_000 }.Select(length => new byte[length])];
        foreach (var content in contents)
        {
            new Random(17).NextBytes(content.AsSpan(0, content.Length / 2));
        }

        using var output = new MemoryStream();
        using var zip = new ZipWriter(output, limits);
        await zip.WriteAsync(Member("a", contents[0]), contents[0], default);
        await zip.StoreAsync(Member("b", contents[1]), new MemoryStream(contents[1]), default);
        await zip.DeflateAsync(
            Member("c é", contents[2]),
            new MemoryStream(contents[2]),
            CompressionLevel.Optimal,
            default
        );
        await zip.EndAsync("a comment", default);
        Assert.Equal(output.Length, zip.Position);
        return (output.ToArray(), contents);
    }

    private static ZipMember Member(string name, byte[] content) =>
        new(name)
        {
            Bytes = content.Length,
            Crc = Crc32.Append(0, content),
            Modified = Modified,
            ETag = "etag",
        };

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
