using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class LineMarksTests
{
    /// <summary>Around the words of 64 bytes, and around the marks that are there from the start: those of 4,095 bytes.</summary>
    public static TheoryData<int> Lengths =>
        [0, 1, 2, 31, 32, 33, 63, 64, 65, 127, 128, 129, 191, 192, 4_031, 4_032, 4_095, 4_096, 4_097, 10_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Separators_are_the_spaces_outside_quotes_and_the_end(int length)
    {
        var random = new Random(length);
        var marks = new LineMarks();
        for (var round = 0; round < 40; round++)
        {
            // From a line of spaces and quotes alone to one with few of them.
            var line = new byte[length];
            random.GetItems([.. " \""u8, .. Enumerable.Repeat((byte)'a', round)], line);
            Check(marks, line, quoting: true);
            Check(marks, line, quoting: false);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(128)]
    public void Quote_at_any_place_changes_what_the_spaces_behind_it_mean(int place)
    {
        var line = new byte[200];
        line.AsSpan().Fill((byte)' ');
        line[place] = (byte)'"';
        Check(new LineMarks(), line, quoting: true);
        for (var closing = place + 1; closing < line.Length; closing++)
        {
            line[closing] = (byte)'"';
            Check(new LineMarks(), line, quoting: true);
            line[closing] = (byte)' ';
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(100)]
    public void Line_is_plain_if_it_holds_printable_ASCII_without_backslash(int length)
    {
        var line = new byte[length];
        var marks = new LineMarks();
        for (var place = 0; place < length; place++)
        {
            foreach (
                var value in (byte[])[0, 9, 0x1F, 0x20, 0x21, (byte)'[', (byte)'\\', (byte)']', 0x7E, 0x7F, 0x80, 0xFF]
            )
            {
                line.AsSpan().Fill((byte)'a');
                line[place] = value;
                marks.Scan(line, quoting: true);
                Assert.True(marks.IsPlain == value is >= 0x20 and <= 0x7E and not (byte)'\\', $"{value} at {place}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    public void Two_bytes_that_are_not_plain_do_not_make_up_for_each_other(int distance)
    {
        var line = new byte[256];
        line.AsSpan().Fill((byte)'a');
        line[5] = line[5 + distance] = (byte)'\\';
        var marks = new LineMarks();
        marks.Scan(line, quoting: true);
        Assert.False(marks.IsPlain);
    }

    [Fact]
    public void Short_line_after_a_long_one_has_marks_of_its_own()
    {
        var marks = new LineMarks();
        Check(marks, [.. Enumerable.Repeat((byte)' ', 9_000)], quoting: true);
        Check(marks, "\"a b\" c"u8.ToArray(), quoting: true);
        Check(marks, [], quoting: true);
    }

    private static void Check(LineMarks marks, byte[] line, bool quoting)
    {
        var expected = new ulong[(line.Length / 64) + 1];
        var isInside = false;
        for (var place = 0; place < line.Length; place++)
        {
            isInside ^= quoting && line[place] == '"';
            expected[place / 64] |= line[place] == ' ' && !isInside ? 1UL << place : 0;
        }

        expected[^1] |= 1UL << line.Length;
        marks.Scan(line, quoting);
        Assert.Equal(expected, marks.Separators.ToArray());
        Assert.Equal((line.Count(value => value == '"'), true), (marks.Quotes, marks.IsPlain));
    }
}
