using System.IO.Compression;
using System.Text;
using LogsProcessor.Core.Lines;

namespace LogsProcessor.Core.Tests.Lines;

public sealed class LogContentTests
{
    private static readonly byte[] Text = Encoding.ASCII.GetBytes(
        string.Concat(Enumerable.Range(0, 200).Select(number => $"line {number} of the log {number * 7919}\n"))
    );

    [Fact]
    public async Task Plain_text_is_passed_on() => Assert.Equal(Text, await ReadAsync(Text));

    [Fact]
    public async Task Empty_content_is_empty_text() => Assert.Empty(await ReadAsync([]));

    [Fact]
    public async Task Gzip_is_inflated() => Assert.Equal(Text, await ReadAsync(Gzip(Text)));

    [Fact]
    public async Task Gzip_in_gzip_is_inflated() => Assert.Equal(Text, await ReadAsync(Gzip(Gzip(Text))));

    [Fact]
    public void Opening_a_small_object_makes_no_large_buffer()
    {
        var gzip = Gzip(Text);

        // A buffer that is in the pool by then is found there.
        var allocated = Enumerable.Range(0, 10).Select(_ => AllocatedByOpening(gzip)).Min();

        Assert.InRange(allocated, 1, 8 * 1024);
    }

    [Fact]
    public async Task Three_layers_of_gzip_are_refused() =>
        Assert.Contains("layers", await FailureAsync(Gzip(Gzip(Gzip(Text)))), StringComparison.Ordinal);

    [Fact]
    public async Task Every_member_is_inflated()
    {
        byte[] members = [.. Gzip(Text), .. Gzip([]), .. Gzip("tail\n"u8.ToArray())];
        byte[] expected = [.. Text, .. "tail\n"u8];
        Assert.Equal(expected, await ReadAsync(members));
    }

    [Fact]
    public async Task Gzip_truncated_anywhere_is_a_failure()
    {
        byte[] first = Gzip(Text);
        byte[] members = [.. first, .. Gzip("tail\n"u8.ToArray())];

        // From two bytes on it is known to be gzip; what ends with a member is whole.
        for (var length = 2; length < members.Length; length++)
        {
            if (length != first.Length)
            {
                var cut = members[..length];
                var thrown = await Record.ExceptionAsync(() => ReadAsync(cut));
                Assert.True(
                    thrown is ContentException,
                    $"cut to {length} of {members.Length} bytes: {thrown?.Message ?? "no failure"}"
                );
            }
        }
    }

    [Fact]
    public async Task Gzip_damaged_in_checksum_or_length_is_a_failure()
    {
        for (var fromEnd = 1; fromEnd <= 8; fromEnd++)
        {
            var damaged = Gzip(Text);
            damaged[^fromEnd] ^= 0x10;
            Assert.Contains("gzip", await FailureAsync(damaged), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("504B0304140000000800", "ZIP")]
    [InlineData("28B52FFD04580100", "Zstandard")]
    [InlineData("425A683931415926", "bzip2")]
    [InlineData("FD377A585A000004", "XZ")]
    [InlineData("377ABCAF271C", "7-Zip")]
    [InlineData("50415231150015", "Parquet")]
    [InlineData("FFFE680074007400", "UTF-16")]
    [InlineData("FEFF006800740074", "UTF-16")]
    [InlineData("68007400740070007300200032003000320036002D00", "UTF-16")]
    [InlineData("0068007400740070007300200032003000320036002D", "UTF-16")]
    public async Task Content_that_is_no_log_is_refused_by_name(string hex, string name) =>
        Assert.Contains(name, await FailureAsync(Convert.FromHexString(hex)), StringComparison.Ordinal);

    [Fact]
    public async Task Binary_data_is_refused()
    {
        var random = new byte[2000];
        new Random(1).NextBytes(random);
        random[0] = 0x7E;
        Assert.Contains("binary", await FailureAsync(random), StringComparison.Ordinal);
        Assert.Contains("binary", await FailureAsync(Gzip(random)), StringComparison.Ordinal);
    }

    internal static byte[] Gzip(byte[] content)
    {
        using var encoded = new MemoryStream();
        using (var gzip = new GZipStream(encoded, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        // .NET writes nothing at all for no content; others write an empty member.
        return content.Length > 0
            ? encoded.ToArray()
            : Convert.FromHexString("1F8B080000000000000303000000000000000000");
    }

    /// <summary>The bytes that this thread allocates; content in memory is read at once, so all of it happens here.</summary>
    private static long AllocatedByOpening(byte[] content)
    {
        var body = new MemoryStream(content);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var opening = LogContent.OpenAsync(body, CancellationToken.None);
        var text = opening.IsCompleted
            ? opening.Result
            : throw new InvalidOperationException("it was not read at once");
        text.Dispose();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static async Task<string> FailureAsync(byte[] content) =>
        (await Assert.ThrowsAsync<ContentException>(() => ReadAsync(content))).Message;

    private static async Task<byte[]> ReadAsync(byte[] content)
    {
        await using var opened = await LogContent.OpenAsync(new MemoryStream(content), CancellationToken.None);
        using var text = new MemoryStream();
        await opened.CopyToAsync(text);
        return text.ToArray();
    }
}
