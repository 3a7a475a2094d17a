using System.Text;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Tests.Fakes;

namespace LogsProcessor.Core.Tests.Lines;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "0:a")]
    [InlineData("a\n", "0:a")]
    [InlineData("a\nb", "0:a 2:b")]
    [InlineData("\n\n", "0: 1:")]
    [InlineData("a\r\nb\r\n", "0:a 3:b")]
    [InlineData("a\r\r\nb", "0:a\r 4:b")]
    [InlineData("a\rb\nc", "0:a\rb 4:c")]
    [InlineData("\uFEFFa\nb", "3:a 5:b")]
    [InlineData("a\n\uFEFFb", "0:a 2:\uFEFFb")]
    [InlineData("\uFEFF\uFEFFa", "3:\uFEFFa")]
    [InlineData("ü\u2028\n\u0085x\vy\f", "0:ü\u2028 6:\u0085x\vy\f")]
    public async Task Lines_end_at_line_feeds_alone_and_offsets_count_bytes(string text, string expected)
    {
        foreach (var size in new[] { 1, 2, 3, 5, 1000 })
        {
            Assert.Equal(expected, await ReadAsync(Encoding.UTF8.GetBytes(text), size, new() { BufferBytes = 1 }));
        }
    }

    [Fact]
    public async Task A_line_beyond_the_bound_is_cut_and_the_next_is_intact()
    {
        var text = "abcd\n" + "abcde\n" + new string('x', 500) + "\nlast";
        foreach (var size in new[] { 1, 3, 4, 5, 7, 1000 })
        {
            var read = await ReadAsync(
                Encoding.UTF8.GetBytes(text),
                size,
                new() { BufferBytes = 16, MostLineBytes = 4 }
            );
            Assert.Equal("0:abcd 5:abcd(cut) 11:xxxx(cut) 512:last", read);
        }
    }

    [Fact]
    public async Task An_endless_line_at_the_end_is_cut_once()
    {
        var text = new string('x', 5000);
        var read = await ReadAsync(Encoding.UTF8.GetBytes(text), 100, new() { BufferBytes = 16, MostLineBytes = 4 });
        Assert.Equal("0:xxxx(cut)", read);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Bytes_read_are_all_that_the_stream_gave(long startOffset)
    {
        var source = new MemoryObject("x", "one\ntwo\nthree"u8.ToArray()) { ReadSize = 2 };
        using var reader = new LineReader(
            (await source.OpenAsync(CancellationToken.None)).Body,
            new() { BufferBytes = 4 },
            startOffset
        );
        await ReadAllAsync(reader);
        Assert.Equal(13, reader.BytesRead);
    }

    [Theory]
    [InlineData("ab\ncde\n", JoinOutcome.Joined, "ab\ncde")]
    [InlineData("ab\ncdef\n", JoinOutcome.NoNextLine, "ab")]
    [InlineData("ab\ncd", JoinOutcome.NeedsMore, "ab")]
    [InlineData("ab\ncdefghi", JoinOutcome.NoNextLine, "ab")]
    [InlineData("abcdefg\nh\n", JoinOutcome.NoNextLine, "abcdef")]
    public async Task Lines_are_joined_up_to_the_bound_of_one(string text, JoinOutcome expected, string line)
    {
        using var reader = new LineReader(
            new MemoryStream(Encoding.UTF8.GetBytes(text)),
            new() { BufferBytes = 64, MostLineBytes = 6 }
        );
        await reader.FillAsync(CancellationToken.None);

        Assert.Equal((expected, line), JoinFirst(reader));
    }

    private static async Task<string> ReadAsync(byte[] content, int readSize, LineReaderOptions options)
    {
        var source = new MemoryObject("x", content) { ReadSize = readSize };
        using var reader = new LineReader((await source.OpenAsync(CancellationToken.None)).Body, options);
        return string.Join(' ', await ReadAllAsync(reader));
    }

    private static async Task<List<string>> ReadAllAsync(LineReader reader)
    {
        var lines = new List<string>();
        while (await reader.FillAsync(CancellationToken.None))
        {
            while (reader.TryRead(out var line))
            {
                lines.Add($"{line.Offset}:{Encoding.UTF8.GetString(line.Bytes)}{(line.IsCut ? "(cut)" : "")}");
            }
        }

        return lines;
    }

    private static (JoinOutcome Outcome, string Line) JoinFirst(LineReader reader)
    {
        Assert.True(reader.TryRead(out var line));
        var outcome = reader.TryJoinNext(ref line, out _);
        return (outcome, Encoding.UTF8.GetString(line.Bytes));
    }
}
