using System.Buffers;
using LogsProcessor.Core.Lines;

namespace LogsProcessor.Core.Tests.Lines;

public sealed class SampledStreamTests
{
    private const int SampleBytes = 100;
    private const int BufferBytes = 1024;

    private static readonly byte[] Content = [.. Enumerable.Range(0, 10_000).Select(number => (byte)(number * 31 / 7))];

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(1000)]
    [InlineData(5000)]
    public async Task All_is_read_in_its_order_the_sample_included(int atOnce)
    {
        await using var stream = await OpenAsync(new Pieces(700));
        Assert.Equal(Content[..SampleBytes], stream.Sample.ToArray());

        var read = new List<byte>();
        var buffer = new byte[atOnce];
        for (int count; (count = await stream.ReadAsync(buffer)) > 0; )
        {
            read.AddRange(buffer.AsSpan(0, count));
        }

        Assert.Equal(Content, read);
    }

    [Fact]
    public async Task Who_reads_little_at_a_time_is_given_it_from_a_buffer()
    {
        var pieces = new Pieces(BufferBytes);
        await using var stream = await OpenAsync(pieces);
        for (var read = 0; read < Content.Length; read += await stream.ReadAsync(new byte[10])) { }

        Assert.Equal((Content.Length + BufferBytes - 1) / BufferBytes, pieces.Reads);
    }

    [Fact]
    public async Task Who_reads_much_at_a_time_reads_past_the_buffer()
    {
        var pieces = new Pieces(5000);
        await using var stream = await OpenAsync(pieces);
        Assert.Equal(BufferBytes, await stream.ReadAsync(new byte[5000]));

        Assert.Equal(5000, await stream.ReadAsync(new byte[5000]));
        Assert.Equal(2, pieces.Reads);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SampleBytes - 1)]
    public async Task Content_shorter_than_the_sample_is_all_in_it(int length)
    {
        await using var stream = await OpenAsync(new MemoryStream(Content[..length]));

        Assert.Equal(Content[..length], stream.Sample.ToArray());
        Assert.Equal(length, await stream.ReadAsync(new byte[SampleBytes]));
        Assert.Equal(0, await stream.ReadAsync(new byte[SampleBytes]));
    }

    [Fact]
    public async Task Its_buffer_is_given_back_once_however_often_it_is_disposed_of()
    {
        var stream = await OpenAsync(new MemoryStream(Content));

        await stream.DisposeAsync();
        await stream.DisposeAsync();

        var (one, other) = (ArrayPool<byte>.Shared.Rent(BufferBytes), ArrayPool<byte>.Shared.Rent(BufferBytes));
        Assert.NotSame(one, other);
        ArrayPool<byte>.Shared.Return(one);
        ArrayPool<byte>.Shared.Return(other);
    }

    [Fact]
    public async Task Stream_that_cannot_be_read_is_disposed_of()
    {
        var broken = new Pieces(BufferBytes) { FailsWith = new IOException("gone") };

        await Assert.ThrowsAsync<IOException>(() => OpenAsync(broken));

        Assert.True(broken.IsDisposed);
    }

    private static Task<SampledStream> OpenAsync(Stream inner) =>
        SampledStream.OpenAsync(inner, SampleBytes, BufferBytes, CancellationToken.None).AsTask();

    /// <summary>Gives the content in pieces of at most so many bytes, and counts them.</summary>
    private sealed class Pieces(int most) : ReadOnlyStream(Null)
    {
        private int _given;

        internal int Reads { get; private set; }

        internal bool IsDisposed { get; private set; }

        internal Exception? FailsWith { get; init; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (FailsWith is not null)
            {
                return ValueTask.FromException<int>(FailsWith);
            }

            Reads++;
            var piece = Content.AsSpan(_given, Math.Min(Math.Min(most, buffer.Length), Content.Length - _given));
            piece.CopyTo(buffer.Span);
            _given += piece.Length;
            return ValueTask.FromResult(piece.Length);
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
