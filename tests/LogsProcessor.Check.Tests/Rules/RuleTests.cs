namespace LogsProcessor.Check.Tests.Rules;

/// <summary>Each type, format and constraint on cells that keep it and cells that break it.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("'type':'integer'", "0|-0|+7|007|123456789012345678901234567890", "1.0|1e3| 1|1 |abc|-|+|0x1|1_000|١")]
    [InlineData(
        "'type':'number'",
        "0|-1.5|+.5|5.|1e3|1E-7|NaN|INF|-INF|nan|inf|-Inf|123456789.123456789012345",
        "1,5|abc|.|-|1e|e5|1.2.3|nano|Infinity|+INF|1 "
    )]
    [InlineData("'type':'number','decimalChar':',','groupChar':'.'", "1.234,5|0,1|12", "1.5,2,3|a")]
    [InlineData("'type':'number','bareNumber':false", "€95|95 %|$-1.5|1.5EUR", "EUR|%")]
    [InlineData("'type':'integer','groupChar':' '", "1 000 000|5", "1.5|x")]
    [InlineData("'type':'boolean'", "true|True|TRUE|1|false|False|FALSE|0", "yes|tRue|2|t")]
    [InlineData("'type':'boolean','trueValues':['ja'],'falseValues':['nein']", "ja|nein", "true|Ja")]
    [InlineData(
        "'type':'date'",
        "2026-03-04|2024-02-29|0001-01-01",
        "2026-3-4|2026-02-29|2026-13-01|04.03.2026|20260304|0000-01-01"
    )]
    [InlineData(
        "'type':'date','format':'%d/%m/%Y'",
        "04/03/2026|4/3/2026",
        "2026-03-04|31/02/2026|04/03/26|04/03/2026x"
    )]
    [InlineData("'type':'date','format':'%d %b %y'", "04 Mar 26|4 MAR 99", "04 Mrz 26|04 March 26|04 Mar 6")]
    [InlineData("'type':'date','format':'%Y-%j'", "2026-001|2024-366", "2026-366|2026-000")]
    [InlineData(
        "'type':'time'",
        "05:06:07|23:59:60|05:06:07.123|05:06:07Z|05:06:07+01:00",
        "5:06:07|24:00:00|05:60:00|05:06|05:06:07."
    )]
    [InlineData("'type':'time','format':'%I:%M %p'", "12:00 AM|1:30 pm", "13:00 PM|0:30 AM|12:00")]
    [InlineData(
        "'type':'datetime'",
        "2026-03-04T05:06:07Z|2026-03-04T05:06:07.123456+0100|2026-03-04T05:06:07",
        "2026-03-04 05:06:07Z|2026-03-04|2026-03-04T|2026-03-04T05:06:07Y"
    )]
    [InlineData(
        "'type':'datetime','format':'%Y-%m-%d %H:%M:%S.%f%z'",
        "2026-03-04 05:06:07.5Z|2026-03-04 05:06:07.123456+01:00",
        "2026-03-04 05:06:07Z|2026-03-04 25:06:07.5Z"
    )]
    [InlineData("'type':'year'", "2026|0001|-0044|12026", "26|202a|2026.0|+2026")]
    [InlineData("'type':'yearmonth'", "2026-03|1999-12", "2026-13|2026-3|2026")]
    [InlineData("'type':'duration'", "P1Y|P1Y2M3DT4H5M6.7S|PT0S|-P1D|P2W", "P|PT|1D|P1S|P1D2Y|PT1.5H|P1")]
    [InlineData("'type':'object'", "{}|{'a':[1,null]}", "[]|{|{a:1}|1|{'a':1}}")]
    [InlineData("'type':'array'", "[]|[1,{'a':2}]", "{}|[1,]|x")]
    [InlineData("'type':'any'", "x|1", "")]
    [InlineData(
        "'format':'email'",
        "a@example.com|a.b+c@sub.example.co.uk|ä@exämple.de",
        "a|a@|@example.com|a@b|a b@example.com|.a@example.com|a..b@example.com|a@-x.com|a@x..com|a@b@example.com"
    )]
    [InlineData(
        "'format':'uri'",
        "https://example.com/a?b=c#d|mailto:a@example.com|urn:isbn:1|file:///etc|http://[::1]/%41",
        "example.com|http:|http://|http:///x|1http://x|http://a b|http://x/%zz|http://x/%4|ht~tp://x"
    )]
    [InlineData(
        "'format':'uuid'",
        "123e4567-e89b-12d3-a456-426614174000|123E4567-E89B-12D3-A456-426614174000",
        "123e4567e89b12d3a456426614174000|{123e4567-e89b-12d3-a456-426614174000}|123e4567-e89b-12d3-a456-42661417400g"
    )]
    [InlineData("'format':'binary'", "TWFu|TQ==", "TWF|T!==")]
    [InlineData("'constraints':{'minLength':2,'maxLength':3}", "ab|abc|日本|😀😀😀", "a|abcd|日|日本日本")]
    [InlineData("'constraints':{'pattern':'[A-Z]{2}[0-9]+'}", "AB1|ZZ999", "ab1|AB|xAB1|AB1x")]
    [InlineData("'constraints':{'pattern':'a|bc'}", "a|bc", "ab|c")]
    [InlineData("'constraints':{'enum':['red','green']}", "red|green", "Red|redgreen|blue")]
    [InlineData("'type':'integer','constraints':{'enum':[1,'2']}", "1|01|2", "3")]
    [InlineData("'type':'number','constraints':{'enum':[1.5]}", "1.5|1.50|15e-1", "1.51")]
    [InlineData(
        "'type':'integer','constraints':{'minimum':-5,'maximum':'10'}",
        "-5|10|0",
        "-6|11|99999999999999999999|-99999999999999999999"
    )]
    [InlineData(
        "'type':'number','constraints':{'exclusiveMinimum':0,'exclusiveMaximum':0.3}",
        "0.1|0.29999",
        "0|0.3|-0|NaN|INF"
    )]
    [InlineData("'type':'date','constraints':{'minimum':'2026-01-01'}", "2026-01-01|2027-01-01", "2025-12-31")]
    [InlineData(
        "'type':'date','format':'%d.%m.%Y','constraints':{'maximum':'31.12.2026'}",
        "31.12.2026|01.01.2000",
        "01.01.2027"
    )]
    [InlineData(
        "'type':'datetime','constraints':{'maximum':'2026-03-04T00:00:00Z'}",
        "2026-03-04T01:00:00+01:00",
        "2026-03-04T00:00:00.0000001Z|2026-03-04T00:30:00-00:30"
    )]
    [InlineData(
        "'type':'number','decimalChar':',','groupChar':'.','constraints':{'minimum':0.5,'maximum':'1.000,5'}",
        "3|0,5|1.000,5",
        "0,4|1.000,6"
    )]
    [InlineData("'type':'number','decimalChar':',','constraints':{'enum':[0.5,'1,5']}", "0,5|0,50|1,5", "5|1.5")]
    [InlineData("'type':'integer','groupChar':'.','constraints':{'minimum':1e3}", "1.000|2000", "999")]
    [InlineData("'type':'integer','constraints':{'enum':[1.0,2e1]}", "1|20", "2|10")]
    [InlineData(
        "'type':'boolean','trueValues':['ja'],'falseValues':['nein'],'constraints':{'enum':[true]}",
        "ja",
        "nein"
    )]
    [InlineData(
        "'type':'array','constraints':{'minLength':2,'maxLength':3}",
        "[1,2]|[{'a':[1,2,3,4]},[],3]",
        "[]|[1]|[1,2,3,4]|[[1,2]]"
    )]
    [InlineData(
        "'type':'object','constraints':{'minLength':1,'maxLength':2}",
        "{'a':1}|{'a':{'b':1,'c':2,'d':3},'e':[1,2]}",
        "{}|{'a':1,'b':2,'c':3}"
    )]
    [InlineData("'categories':['red','green']", "red|green", "Red|blue")]
    [InlineData("'type':'integer','categories':[{'value':0,'label':'no'},{'value':1}]", "0|1|01", "2")]
    [InlineData(
        "'type':'integer','missingValues':[{'value':'-99','label':'refused'}],'constraints':{'minimum':0}",
        "-99|1",
        "-98"
    )]
    [InlineData("'type':'year','constraints':{'minimum':2000}", "2000|2026", "1999")]
    [InlineData("'missingValues':['-','n/a'],'type':'integer'", "-|n/a|1", "NA")]
    [InlineData("'missingValues':['-'],'constraints':{'required':true}", "a|n/a", "-")]
    public async Task Cells_keep_or_break_their_rule(string field, string keeping, string breaking)
    {
        var schema = $"{{'fields':[{{'name':'x',{field}}},{{'name':'y'}}]}}".Replace('\'', '"');
        var good = Cells(keeping);
        var bad = Cells(breaking);

        var file = await CheckedFile.OfAsync(schema, "x,y\n" + string.Concat(good.Concat(bad).Select(Row)));

        var lines = file.Annotated.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(
            good.Select(cell => $"{cell} true").Concat(bad.Select(cell => $"{cell} false")),
            good.Concat(bad).Zip(lines, (cell, line) => $"{cell} {line.Split(",.,")[1].Split(',')[0]}")
        );
        Assert.Equal((bad.Count, good.Count), (file.Tally.Invalid, file.Tally.Valid));
    }

    [Theory]
    [InlineData(
        "'fields':[{'name':'a','type':'integer','constraints':{'unique':true}},{'name':'b'}]",
        "1,x|2,x|01,y|,z|,z",
        "3"
    )]
    [InlineData("'fields':[{'name':'a','constraints':{'unique':true}},{'name':'b'}]", "1,x|2,x|01,y|1,z", "4")]
    [InlineData("'fields':[{'name':'a'},{'name':'b'}],'primaryKey':['a','b']", "1,x|2,x|1,y|1,x|,x", "4 5")]
    [InlineData(
        "'fields':[{'name':'a','type':'number','constraints':{'unique':true}},{'name':'b'}]",
        "0,x|-0,y|0.0,z|1,z",
        "2 3"
    )]
    [InlineData("'fields':[{'name':'a'},{'name':'b'}],'primaryKey':'a'", "1,x|2,x|2,y", "3")]
    [InlineData("'fields':[{'name':'a'},{'name':'b'}],'uniqueKeys':[['b'],['a','b']]", "1,x|2,y|1,x|,x|,", "3 4")]
    public async Task Key_may_occur_only_once(string schema, string rows, string expected)
    {
        var text = "a,b\n" + string.Concat(rows.Split('|').Select(row => row + "\n"));

        var file = await CheckedFile.OfAsync("{" + schema.Replace('\'', '"') + "}", text);

        var lines = file.Annotated.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var invalid = Enumerable
            .Range(1, lines.Length - 1)
            .Where(row => lines[row].Contains(",false,", StringComparison.Ordinal));
        Assert.Equal(expected, string.Join(' ', invalid));
    }

    [Fact]
    public async Task Values_beyond_the_memory_for_them_are_compared_with_those_remembered_and_told()
    {
        const string Schema = """{"fields":[{"name":"a","constraints":{"unique":true}},{"name":"b"}]}""";
        var text = "a,b\n" + string.Concat(new[] { 1, 2, 3, 4, 4, 5, 1, 2 }.Select(value => $"{value},x\n"));

        var file = await CheckedFile.OfAsync(Schema, text, new CheckOptions { UniqueBytes = 3 * 16 });

        Assert.Equal(["a unique x2 row 7 line 8: 1"], file.Broken);
        Assert.Equal(3, file.Tally.Unchecked);
        Assert.False(file.Tally.IsValid);
    }

    [Fact]
    public async Task Values_in_great_number_are_all_told_apart()
    {
        const string Schema = """{"fields":[{"name":"a","type":"integer","constraints":{"unique":true}}]}""";
        var numbers = Enumerable.Range(0, 200_000).Append(77_777);

        var file = await CheckedFile.OfAsync(Schema, "a\n" + string.Join('\n', numbers));

        Assert.Equal(["a unique x1 row 200001 line 200002: 77777"], file.Broken);
        Assert.Equal(0, file.Tally.Unchecked);
    }

    private static List<string> Cells(string cells) => [.. cells.Split('|').Where(cell => cell.Length > 0)];

    private static string Row(string cell) =>
        $"\"{cell.Replace('\'', '"').Replace("\"", "\"\"", StringComparison.Ordinal)}\",.\n";
}
