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

    private static List<string> Write(Action<ILogger> act)
    {
        var writer = new PieceWriter();
        using (var log = new LoggerConfiguration().WriteTo.Sink(new PieceSink(writer)).CreateLogger())
        {
            act(log);
        }

        return writer.Pieces;
    }

    private sealed class PieceSink(PieceWriter writer) : Serilog.Core.ILogEventSink
    {
        private readonly RunLog.Formatter _formatter = new();

        public void Emit(Serilog.Events.LogEvent logEvent)
        {
            using var text = new StringWriter();
            _formatter.Format(logEvent, text);
            writer.Pieces.Add(text.ToString());
        }
    }

    private sealed class PieceWriter
    {
        internal List<string> Pieces { get; } = [];
    }
}
