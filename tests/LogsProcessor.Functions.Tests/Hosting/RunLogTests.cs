using System.Text;
using LogsProcessor.Functions.Hosting;
using Serilog;

namespace LogsProcessor.Functions.Tests.Hosting;

public sealed class RunLogTests
{
    [Fact]
    public void A_summary_is_its_line_alone_written_in_one_piece()
    {
        const string Summary = """{"message":"a \"quoted\" {Brace} text"}""";

        var written = Write(log => log.Summary(Summary));

        Assert.Equal([Summary + "\n"], written);
    }

    [Fact]
    public void Another_event_is_a_line_with_its_level_and_its_texts_as_they_are()
    {
        var written = Write(log =>
        {
            log.Information("Shipping {Count} objects: {Names}", 2, "s3://a/b \"c\"");
            log.Warning("reading: {Message}", "two\nlines");
            log.Error(new InvalidOperationException("inner"), "It failed: {Message}", "why");
        });

        Assert.Equal("INFO Shipping 2 objects: s3://a/b \"c\"\n", written[0]);
        Assert.Equal("WARN reading: two lines\n", written[1]);
        Assert.StartsWith(
            "ERROR It failed: why\nERROR System.InvalidOperationException: inner",
            written[2],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void However_long_it_is_a_text_is_one_piece()
    {
        var summary = $$"""{"message":"{{new string('ß', 100_000)}}"}""";

        Assert.Equal([summary + "\n"], Write(log => log.Summary(summary)));
    }

    /// <summary>What arrives at the standard output, write by write.</summary>
    private static List<string> Write(Action<ILogger> act)
    {
        var console = Console.Out;
        using var pieces = new PieceStream();
        try
        {
            using var log = RunLog.Create(pieces);
            act(log);
        }
        finally
        {
            Console.SetOut(console);
        }

        return pieces.Pieces;
    }

    private sealed class PieceStream : MemoryStream
    {
        internal List<string> Pieces { get; } = [];

        public override void Write(ReadOnlySpan<byte> buffer) => Pieces.Add(Encoding.UTF8.GetString(buffer));

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    }
}
