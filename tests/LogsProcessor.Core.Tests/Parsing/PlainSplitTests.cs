using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

/// <summary>The splitter of plain lines beside the general one, which it stands in for.</summary>
public sealed class PlainSplitTests
{
    private const int Seed = 20261122;

    public static TheoryData<LogFormat> Formats => [.. FormatTables.All.Select(table => table.Format)];

    /// <summary>So long are the texts before a field that its quotes and spaces stand around the words of 64 bytes.</summary>
    private static readonly int[] Lengths = [0, 1, 2, 3, 30, 31, 32, 61, 62, 63, 64, 65, 66, 125, 127, 128, 129, 4_096];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Well_formed_lines_are_split_as_the_general_splitter_does(LogFormat format)
    {
        var table = FormatTables.Of(format);
        var random = new Random(Seed);
        for (var round = 0; round < 2_000; round++)
        {
            var fields = Enumerable
                .Range(0, random.Next(table.Fields.Length + 1))
                .Select(_ => WellFormed(random, table.Quoting));
            Check(string.Join(' ', fields) + (random.Next(4) == 0 ? " " : ""), table, mustSplit: true);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Any_line_is_split_as_the_general_splitter_does_or_left_to_it(LogFormat format)
    {
        var table = FormatTables.Of(format);
        var random = new Random(Seed);
        string[] pieces = [" ", " ", "\"", "\"", "a", "bc", "\" \"", "\\", "\u00fc", "\"\"", "  "];
        for (var round = 0; round < 4_000; round++)
        {
            var line = new StringBuilder();
            // Later lines hold neither backslash nor anything but ASCII, so that only quotes and spaces decide.
            var kinds = round < 1_000 ? pieces.Length : 7;
            for (var piece = random.Next(20); piece >= 0; piece--)
            {
                line.Append(pieces[random.Next(kinds)]);
                line.Append('x', random.Next(6) == 0 ? Lengths[random.Next(Lengths.Length - 1)] : 0);
            }

            Check(line.ToString(), table, mustSplit: false);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a ")]
    [InlineData("a  b")]
    [InlineData("\"\"")]
    [InlineData("\"\" \"a b\" ")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 ")]
    public void Ordinary_lines_are_not_left(string line) =>
        Check(line, FormatTables.Of(LogFormat.Classic), mustSplit: true);

    [Theory]
    [InlineData("a\\b")]
    [InlineData("\u00fc")]
    [InlineData("a\tb")]
    [InlineData("\"")]
    [InlineData("a \"")]
    [InlineData("a \"b")]
    [InlineData("a \"b c")]
    [InlineData("a\"b\"")]
    [InlineData("a\"b c\" d")]
    [InlineData("\"a\"b")]
    [InlineData("\"a\"\"b\"")]
    [InlineData("\"a\"b c\"d\"")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15  ")]
    public void Odd_lines_are_left_and_nothing_is_split(string line)
    {
        var record = new LogRecord { FieldCount = 7 };
        Assert.False(TrySplit(line, FormatTables.Of(LogFormat.Classic), record));
        Assert.Equal(7, record.FieldCount);
    }

    [Fact]
    public void Quotes_are_text_where_they_group_nothing() =>
        Check("\"a b\" c\" \"", FormatTables.Of(LogFormat.AlbHealthCheck), mustSplit: true);

    private static string WellFormed(Random random, bool quoting)
    {
        var length = Lengths[random.Next(random.Next(100) == 0 ? Lengths.Length : Lengths.Length - 1)];
        var isQuoted = quoting && random.Next(3) == 0;
        ReadOnlySpan<char> letters =
            isQuoted ? "ab-~! "
            : quoting ? "ab-~!"
            : "ab-~!\"";
        var text = string.Concat(random.GetItems(letters, length));
        return isQuoted ? $"\"{text}\"" : text;
    }

    private static bool TrySplit(string line, FormatTable table, LogRecord record)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var marks = new LineMarks();
        marks.Scan(bytes, table.Quoting);
        return FieldSplitter.TrySplitPlain(bytes, marks, record, table);
    }

    private static void Check(string line, FormatTable table, bool mustSplit)
    {
        var plain = new LogRecord();
        var isSplit = TrySplit(line, table, plain);
        Assert.True(isSplit || !mustSplit, $"left to the general splitter: {line}");
        if (!isSplit)
        {
            return;
        }

        var general = new LogRecord();
        var bytes = Encoding.UTF8.GetBytes(line);
        if (table.Quoting)
        {
            var isWellFormed = FieldSplitter.SplitQuoted(bytes, general, table.Fields.Length, false);
            Assert.True(isWellFormed, $"{general.Fault.Kind} in {line}");
        }
        else
        {
            FieldSplitter.SplitAtSpaces(bytes, general, table.Fields.Length);
        }

        Assert.True(Slots(general).SequenceEqual(Slots(plain)), $"the splitters disagree on: {line}");
    }

    private static ReadOnlySpan<FieldSlot> Slots(LogRecord record) => record.Slots.AsSpan(0, record.FieldCount);
}
