using System.Security.Cryptography;
using System.Text;
using LogsProcessor.Cli.Generating;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Cli.Tests.Generating;

public sealed class LineGeneratorTests
{
    private const int Lines = 20_000;

    public static TheoryData<LogFormat, int, int> Generations()
    {
        var data = new TheoryData<LogFormat, int, int>();
        foreach (var table in FormatTables.All)
        {
            foreach (var fields in LineGenerator.GenerationsOf(table.Format))
            {
                data.Add(table.Format, fields, 1);
            }

            data.Add(table.Format, table.Fields.Length, 7);
            data.Add(table.Format, table.Fields.Length, int.MaxValue);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Generations))]
    public void Every_line_parses_as_a_record_of_its_format_with_the_fields_of_its_generation(
        LogFormat format,
        int fields,
        int seed
    )
    {
        var record = new LogRecord();
        var byShape = new LineParser(LogFormat.Unknown);
        var text = Generate(format, Lines, seed, fields).AsSpan();
        var lines = 0;
        while (!text.IsEmpty)
        {
            var line = text[..text.IndexOf((byte)'\n')];
            Assert.Equal(ParseOutcome.Parsed, byShape.Parse(line, record));
            Assert.Equal(format, record.Table!.Format);
            Assert.Equal(fields, record.FieldCount);
            text = text[(line.Length + 1)..];
            lines++;
        }

        Assert.Equal(Lines, lines);
    }

    [Theory]
    [InlineData(LogFormat.Classic)]
    [InlineData(LogFormat.Alb)]
    [InlineData(LogFormat.AlbConnection)]
    [InlineData(LogFormat.AlbHealthCheck)]
    [InlineData(LogFormat.Nlb)]
    public void Same_seed_gives_the_same_bytes_and_another_seed_others(LogFormat format)
    {
        var fields = LineGenerator.GenerationsOf(format)[^1];

        Assert.Equal(Generate(format, 500, 3, fields), Generate(format, 500, 3, fields));
        Assert.NotEqual(Generate(format, 500, 3, fields), Generate(format, 500, 4, fields));
    }

    [Theory]
    [InlineData(LogFormat.Classic, "68CF06B1EADE100A")]
    [InlineData(LogFormat.Alb, "3423667F0D159612")]
    [InlineData(LogFormat.AlbConnection, "5843C26B8F733143")]
    [InlineData(LogFormat.AlbHealthCheck, "455B0E10B055C14A")]
    [InlineData(LogFormat.Nlb, "F219C88E5F3B847C")]
    public void Bytes_of_a_seed_stay_what_they_are_on_every_platform(LogFormat format, string sha256)
    {
        var bytes = Generate(format, 2_000, 42, LineGenerator.GenerationsOf(format)[^1]);

        Assert.Equal(sha256, Convert.ToHexString(SHA256.HashData(bytes))[..16]);
    }

    [Fact]
    public void Fewer_lines_are_the_beginning_of_more()
    {
        var more = Generate(LogFormat.Alb, 1_000, 9, 34);
        var fewer = Generate(LogFormat.Alb, 100, 9, 34);

        Assert.True(more.AsSpan().StartsWith(fewer));
    }

    [Fact]
    public void Odd_lines_are_among_them()
    {
        var text = Encoding.UTF8.GetString(Generate(LogFormat.Alb, Lines, 1, 34));

        Assert.Contains("2001:db8:", text, StringComparison.Ordinal);
        Assert.Contains(" -1 -1 -1 ", text, StringComparison.Ordinal);
        Assert.Contains("\\x22", text, StringComparison.Ordinal);
        Assert.Contains("/a b/c d.html HTTP", text, StringComparison.Ordinal);
        Assert.Contains("\"- http://shop.example.com:80- -\"", text, StringComparison.Ordinal);
        Assert.Contains("\"waf,redirect\"", text, StringComparison.Ordinal);
        Assert.Contains(text.Split('\n'), line => line.Length > 2_000);
    }

    [Fact]
    public void Interruption_ends_it()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            new LineGenerator(LogFormat.Alb, 1, 34).Write(Stream.Null, int.MaxValue, stop.Token)
        );
    }

    private static byte[] Generate(LogFormat format, int lines, int seed, int fields)
    {
        using var output = new MemoryStream();
        new LineGenerator(format, seed, fields).Write(output, lines, default);
        return output.ToArray();
    }
}
