using LogsProcessor.Check.Reading;

namespace LogsProcessor.Check.Tests.Reading;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1:[a][b] 2:[1][2]")]
    [InlineData("a,b\r\n1,2\r\n", "1:[a][b] 2:[1][2]")]
    [InlineData("a,b\r1,2\r", "1:[a][b] 2:[1][2]")]
    [InlineData("a,b\n1,2", "1:[a][b] 2:[1][2]")]
    [InlineData("a,b\n1,", "1:[a][b] 2:[1][]")]
    [InlineData("\uFEFFa,b\n", "1:[a][b]")]
    [InlineData("\uFEFF\"a\",b\n", "1:[a][b]")]
    [InlineData("x\uFEFF,b\n", "1:[x\uFEFF][b]")]
    [InlineData("\"a,b\",c\n", "1:[a,b][c]")]
    [InlineData("\"a\"\"b\",c\n", "1:[a\"b][c]")]
    [InlineData("\"\",\"\"\"\"\n", "1:[][\"]")]
    [InlineData("\"a\nb\r\nc\rd\",e\nf\n", "1:[a␊b␍␊c␍d][e] 5:[f]")]
    [InlineData("a\"b,c\"\"d\n", "1:[a\"b][c\"\"d]")]
    [InlineData("\"a\"b\"c,d\n", "1:[ab\"c][d]")]
    [InlineData(" \"a\",b\n", "1:[ \"a\"][b]")]
    [InlineData("\"a\" ,b\n", "1:[a ][b]")]
    [InlineData("a,b\n\n1,2\n", "1:[a][b] 2: 3:[1][2]")]
    [InlineData("a\r\n\r\n\r\nb", "1:[a] 2: 3: 4:[b]")]
    [InlineData("\n\n", "1: 2:")]
    [InlineData("a,b,c\n1\n1,2,3,4\n", "1:[a][b][c] 2:[1] 3:[1][2][3][4]")]
    [InlineData(",\n,,\n", "1:[][] 2:[][][]")]
    [InlineData("\"\"\n", "1:[]")]
    [InlineData("a\0b,c\n", "1:[a\0b][c]")]
    [InlineData("ä,日本,😀\n", "1:[ä][日本][😀]")]
    [InlineData("", "")]
    [InlineData("\uFEFF", "")]
    public async Task Records_of_a_corner_case_are_the_same_however_the_bytes_come(string text, string expected)
    {
        foreach (var pieceBytes in new[] { 1, 2, 3, int.MaxValue })
        {
            var records = await ReadRecords.OfAsync(text, pieceBytes, new CsvOptions { BufferBytes = 16 });

            Assert.Equal(expected, string.Join(' ', records));
        }
    }

    [Theory]
    [InlineData("a,\"b\nc,d\ne,f\n", "1: UnclosedQuote: a,\"b 2:[c][d] 3:[e][f]")]
    [InlineData("a,\"b", "1: UnclosedQuote: a,\"b")]
    [InlineData("a,\"b\r\nc,d\r\n", "1: UnclosedQuote: a,\"b 2:[c][d]")]
    [InlineData("1\n\"0123456789\n01234567890\n2\n", "1:[1] 2: UnclosedQuote: \"0123456789 3:[01234567890] 4:[2]")]
    [InlineData("\"012345678901234567890\",x\n2\n", "1: UnclosedQuote: \"01234567890123456789 2:[2]")]
    [InlineData("0123456789,0123456789,0123456789\n2,3\n", "1: TooLong: 0123456789,0123456789 2:[2][3]")]
    [InlineData("0123456789,0123456789,0123456789\r\n2,3\r\n", "1: TooLong: 0123456789,0123456789 2:[2][3]")]
    [InlineData("01234567890123456789\n2\n", "1:[01234567890123456789] 2:[2]")]
    [InlineData("01234567890123456789\r\n2\n", "1:[01234567890123456789] 2:[2]")]
    [InlineData("01234567890123456789\r2\n", "1:[01234567890123456789] 2:[2]")]
    [InlineData("012345678901234567890\n2\n", "1: TooLong: 012345678901234567890 2:[2]")]
    [InlineData("012345678901234567890", "1: TooLong: 012345678901234567890")]
    public async Task Record_without_end_costs_a_line_or_its_bound_and_reading_goes_on(string text, string expected)
    {
        var options = new CsvOptions { BufferBytes = 16, MostRecordBytes = 20 };
        foreach (var pieceBytes in new[] { 1, 2, 3, int.MaxValue })
        {
            var records = await ReadRecords.OfAsync(text, pieceBytes, options);

            Assert.Equal(expected, string.Join(' ', records));
        }
    }

    [Fact]
    public async Task Text_of_nothing_but_unclosed_quotes_is_read_in_a_time_in_proportion_to_it()
    {
        var text = string.Concat(Enumerable.Repeat("x\",\"\n", 1_000_000));
        var options = new CsvOptions { MostRecordBytes = 64 * 1024 };

        var records = await ReadRecords.OfAsync(text, int.MaxValue, options);

        // 16 MiB and the text itself may be scanned again, 64 KiB a line; behind that a record has as many lines as its bound holds.
        Assert.InRange(records.Count, 256, 512);
        Assert.All(records, record => Assert.Equal(CsvFault.UnclosedQuote, record.Fault));
    }

    [Fact]
    public async Task Delimiter_is_a_choice()
    {
        var records = await ReadRecords.OfAsync("a;\"b;c\",d\n", options: new CsvOptions { Delimiter = (byte)';' });

        Assert.Equal(["a", "b;c,d"], records[0].Fields);
    }
}
