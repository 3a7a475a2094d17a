using System.IO.Compression;
using System.Text;
using LogsProcessor.Check.Reading;

namespace LogsProcessor.Check.Tests;

public sealed class CsvCheckTests
{
    private const string Schema = """
        {"fields":[
          {"name":"id","type":"integer","constraints":{"required":true,"unique":true}},
          {"name":"name","constraints":{"maxLength":5}},
          {"name":"amount","type":"number","constraints":{"minimum":0}}
        ]}
        """;

    [Fact]
    public async Task Rows_are_written_as_they_were_read_with_two_columns_behind_them()
    {
        var file = await CheckedFile.OfAsync(
            Schema,
            "id,name,amount\r\n1,\"a\"\"b\",1.5\r\n2,\"x\ny\",-1\r\n2,toolong,abc\r\n,z,0\r\n"
        );

        Assert.Equal(
            "id,name,amount,valid,errors\r\n"
                + "1,\"a\"\"b\",1.5,true,\r\n"
                + "2,\"x\ny\",-1,false,\"amount: minimum 0\"\r\n"
                + "2,toolong,abc,false,\"name: maxLength 5; amount: type number; id: unique\"\r\n"
                + ",z,0,false,\"id: required\"\r\n",
            file.Annotated
        );
        Assert.Equal((4, 1, 3, 5), (file.Tally.Rows, file.Tally.Valid, file.Tally.Invalid, file.Tally.Errors));
    }

    [Fact]
    public async Task Errors_name_row_line_column_value_and_rule()
    {
        var file = await CheckedFile.OfAsync(Schema, "id,name,amount\n1,\"x\n\ny\",1\n\n2,abcdef,-3\n");

        Assert.Equal(["name maxLength x1 row 2 line 6: abcdef", "amount minimum x1 row 2 line 6: -3"], file.Broken);
        Assert.Equal((2, 1), (file.Tally.Rows, file.Tally.EmptyLines));
        Assert.Equal(27, file.Tally.Broken[0].Samples[0].Place.Offset);
        Assert.False(file.Tally.IsValid);
    }

    [Fact]
    public async Task File_without_a_fault_is_valid()
    {
        var file = await CheckedFile.OfAsync(Schema, "\uFEFF\"id\",name,amount\n1,a,1\n2,b,");

        Assert.True(file.Tally.IsValid);
        Assert.Empty(file.Broken);
        Assert.Equal("\"id\",name,amount,valid,errors\n1,a,1,true,\n2,b,,true,\n", file.Annotated);
    }

    [Theory]
    [InlineData("1,a\n", "1,a,,false,\"fields as many as the header has\"\n")]
    [InlineData("1\n", "1,,,false,\"fields as many as the header has\"\n")]
    [InlineData("1,a,2,4\n", "1,a,2,4,false,\"fields as many as the header has\"\n")]
    [InlineData("1,\"a,2\n", "\"1,\"\"a,2\",,,false,\"unclosed-quote\"\n")]
    [InlineData("1,\"a,2", "\"1,\"\"a,2\",,,false,\"unclosed-quote\"\n")]
    [InlineData("1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,2\n", "\"1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",,,false,\"too-long\"\n")]
    public async Task Row_that_is_none_stands_in_the_output_with_its_error_under_the_right_names(
        string row,
        string expected
    )
    {
        var options = new CheckOptions { Csv = new CsvOptions { MostRecordBytes = 30 } };

        var file = await CheckedFile.OfAsync(Schema, "id,name,amount\n" + row, options);

        Assert.Equal("id,name,amount,valid,errors\n" + expected, file.Annotated);
        Assert.Equal((1, 1), (file.Tally.Rows, file.Tally.Invalid));
    }

    [Theory]
    [InlineData("exact", "id,amount,name", "the columns are in another order than the schema's: id, amount, name")]
    [InlineData("exact", "id,name", "missing: amount")]
    [InlineData("exact", "id,name,amount,x,y", "not in the schema: x, y")]
    [InlineData("equal", "amount,name,id", null)]
    [InlineData("subset", "x,amount,name,id", null)]
    [InlineData("subset", "amount,id", "missing: name")]
    [InlineData("superset", "amount,id", null)]
    [InlineData("superset", "amount,x", "not in the schema: x")]
    [InlineData("partial", "x,amount", null)]
    [InlineData("partial", "x,y", "no column is one of the schema's")]
    [InlineData("equal", "id,id,name,amount", "column 'id' is there 2 times")]
    public async Task Header_is_held_against_the_schema(string match, string header, string? expected)
    {
        var schema = Schema.Replace(
            "{\"fields\"",
            $"{{\"fieldsMatch\":\"{match}\",\"fields\"",
            StringComparison.Ordinal
        );

        var file = await CheckedFile.OfAsync(schema, header + "\n");

        Assert.Equal(expected is null ? [] : [$"header x1 row 0 line 1: {expected}"], file.Broken);
        Assert.Equal(expected is null, file.Tally.IsValid);
    }

    [Fact]
    public async Task Columns_in_another_order_are_checked_by_their_names()
    {
        var file = await CheckedFile.OfAsync(Schema, "amount,id,name\n-1,x,a\n");

        Assert.Equal(
            "amount,id,name,valid,errors\n-1,x,a,false,\"amount: minimum 0; id: type integer\"\n",
            file.Annotated
        );
    }

    [Theory]
    [InlineData("", "header x1 row 0 line 1: there is no header: the file is empty")]
    [InlineData("\n\n", "header x1 row 0 line 1: there is no header: the file is empty")]
    [InlineData("id,\"name\n", "content x1 row 0 line 0: the header has a quote that is never closed")]
    public async Task File_without_a_header_is_invalid_and_no_exception(string text, string expected)
    {
        var file = await CheckedFile.OfAsync(Schema, text);

        Assert.Equal([expected], file.Broken);
        Assert.False(file.Tally.IsValid);
    }

    [Fact]
    public async Task Text_in_UTF_16_is_a_fault_of_the_file()
    {
        var file = await CheckedFile.OfAsync(Schema, Encoding.Unicode.GetPreamble(), null);

        Assert.StartsWith("content x1", Assert.Single(file.Broken), StringComparison.Ordinal);
        Assert.Equal((1, false), (file.Tally.FileErrors, file.Tally.IsWhole));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_an_error_of_their_row()
    {
        byte[] text = [.. "id,name,amount\n1,a,1\n2,"u8, 0xFF, .. ",1\n"u8];

        var file = await CheckedFile.OfAsync(Schema, text, null);

        Assert.Equal(["encoding x1 row 2 line 3: \uFFFD"], file.Broken);
    }

    [Fact]
    public async Task Header_that_is_not_UTF_8_is_an_error_of_the_file()
    {
        var file = await CheckedFile.OfAsync(
            """{"fields":[{"name":"a"}],"fieldsMatch":"subset"}""",
            [.. "a,b"u8, 0xFF, .. "\nx,y\n"u8],
            options: null
        );

        Assert.Equal(["encoding x1 row 0 line 1: a,b\uFFFD"], file.Broken);
        Assert.False(file.Tally.IsValid);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("日")]
    [InlineData("😀")]
    public async Task Long_line_that_cannot_be_a_row_is_cut_between_characters(string character)
    {
        foreach (var shift in Enumerable.Range(0, 4))
        {
            var line = "\"" + new string('x', shift) + string.Concat(Enumerable.Repeat(character, 1000));

            var file = await CheckedFile.OfAsync("""{"fields":[{"name":"a"}]}""", $"a\n{line}\ny\n");

            Assert.DoesNotContain('\uFFFD', file.Annotated);
            Assert.Contains("y,true,", file.Annotated, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task File_that_is_gzip_is_checked_by_its_text()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync("id,name,amount\n1,a,x\n"u8.ToArray());
        }

        var whole = await CheckedFile.OfAsync(Schema, packed.ToArray(), null);
        var cut = await CheckedFile.OfAsync(Schema, packed.ToArray()[..^9], null);

        Assert.Equal(["amount type x1 row 1 line 2: x"], whole.Broken);
        Assert.Equal(packed.Length, whole.Tally.BytesRead);
        Assert.Contains("truncated", cut.Broken[0], StringComparison.Ordinal);
        Assert.False(cut.Tally.IsWhole);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(4096)]
    public async Task Output_does_not_depend_on_how_reads_are_cut(int pieceBytes)
    {
        var text = OddText(seed: 20260304, pieces: 20_000);
        var options = new CheckOptions
        {
            Csv = new CsvOptions { BufferBytes = 16, MostRecordBytes = 500 },
        };

        var whole = await CheckedFile.OfAsync(Schema, text, options);
        var cut = await CheckedFile.OfAsync(Schema, text, options, pieceBytes);

        Assert.True(whole.Tally.Invalid > 100, $"{whole.Tally.Invalid} invalid rows are too few to tell");
        Assert.Equal(whole.Annotated, cut.Annotated);
        Assert.Equal(whole.Broken, cut.Broken);
    }

    [Fact]
    public async Task Samples_are_the_first_few_and_everything_is_counted()
    {
        var rows = string.Concat(Enumerable.Range(1, 1000).Select(row => $"{row},{new string('x', 500)},1\n"));

        var file = await CheckedFile.OfAsync(Schema, "id,name,amount\n" + rows);

        var broken = Assert.Single(file.Tally.Broken);
        Assert.Equal(1000, broken.Count);
        Assert.Equal([1L, 2, 3, 4, 5], broken.Samples.Select(sample => sample.Place.Row));
        Assert.All(broken.Samples, sample => Assert.Equal(100, sample.Value.Length));
    }

    private static byte[] OddText(int seed, int pieces)
    {
        string[] choices =
        [
            "1",
            "22",
            "abc",
            "äöü",
            ",",
            ",",
            ",",
            "\n",
            "\n",
            "\r\n",
            "\"",
            "\"x\"",
            "\"\"",
            "-5",
            "\n7,y,2\n",
        ];
        var random = new Random(seed);
        var text = new StringBuilder("id,name,amount\n");
        for (var piece = 0; piece < pieces; piece++)
        {
            text.Append(choices[random.Next(choices.Length)]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
