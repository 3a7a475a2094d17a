using System.Text;
using LogsProcessor.Check.Schemas;

namespace LogsProcessor.Check.Tests.Schemas;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("x", "the schema is not JSON: ")]
    [InlineData("[]", "the schema is no JSON object")]
    [InlineData("{}", "the schema: 'fields' is missing: a list of fields is needed")]
    [InlineData("{'fields':[]}", "the schema: 'fields' is []: a list of fields is needed")]
    [InlineData("{'fields':[{'type':'string'}]}", "field 1 has no name")]
    [InlineData("{'fields':[{'name':'a'},{'name':'a'}]}", "field 'a' is there 2 times")]
    [InlineData(
        "{'fields':[{'name':'a','type':'int'}]}",
        "field 'a': 'type' is \"int\": allowed: any, string, integer"
    )]
    [InlineData(
        "{'fields':[{'name':'a','format':'mail'}]}",
        "field 'a': 'format' is \"mail\": allowed for strings: default, email, uri, uuid, binary"
    )]
    [InlineData(
        "{'fields':[{'name':'a','type':'date','format':'any'}]}",
        "field 'a': 'format' is \"any\": default or a form is allowed"
    )]
    [InlineData(
        "{'fields':[{'name':'a','type':'date','format':'%Q'}]}",
        "field 'a': 'format' is \"%Q\": default or a form is allowed"
    )]
    [InlineData(
        "{'fields':[{'name':'a','constraints':{'min':1}}]}",
        "field 'a': 'min' is 1: no such constraint; known: required, unique"
    )]
    [InlineData(
        "{'fields':[{'name':'a','constraints':{'minimum':1}}]}",
        "field 'a': 'minimum' is 1: only numbers, dates and times have limits"
    )]
    [InlineData(
        "{'fields':[{'name':'a','type':'integer','constraints':{'minimum':'x'}}]}",
        "field 'a': 'minimum' is \"x\": a value of type integer is needed"
    )]
    [InlineData(
        "{'fields':[{'name':'a','type':'integer','constraints':{'maxLength':1}}]}",
        "field 'a': 'maxLength' is 1: only strings, arrays and objects have a length"
    )]
    [InlineData(
        "{'fields':[{'name':'a','constraints':{'maxLength':-1}}]}",
        "field 'a': 'maxLength' is -1: a whole number from 0 is allowed"
    )]
    [InlineData(
        "{'fields':[{'name':'a','constraints':{'pattern':'('}}]}",
        "field 'a': 'pattern' is \"(\": no regular expression that can be used"
    )]
    [InlineData(
        "{'fields':[{'name':'a','constraints':{'pattern':'(?=a)'}}]}",
        "field 'a': 'pattern' is \"(?=a)\": no regular expression that can be used"
    )]
    [InlineData(
        "{'fields':[{'name':'a','constraints':{'enum':[]}}]}",
        "field 'a': 'enum' is []: a list of values is needed"
    )]
    [InlineData(
        "{'fields':[{'name':'a','type':'integer','constraints':{'enum':['x']}}]}",
        "field 'a': 'enum' is [\"x\"]: 'x' is not of type integer"
    )]
    [InlineData(
        "{'fields':[{'name':'a','constraints':{'required':'yes'}}]}",
        "field 'a': 'required' is \"yes\": true or false is allowed"
    )]
    [InlineData("{'fields':[{'name':'a'}],'primaryKey':'b'}", "the schema: 'primaryKey' names 'b', which is no field")]
    [InlineData(
        "{'fields':[{'name':'a'}],'uniqueKeys':['a']}",
        "the schema: 'uniqueKeys' is [\"a\"]: a list of lists of field names is allowed"
    )]
    [InlineData(
        "{'fields':[{'name':'a'}],'foreignKeys':[]}",
        "the schema: 'foreignKeys' is []: references to other tables cannot be checked"
    )]
    [InlineData(
        "{'fields':[{'name':'a'}],'fieldsMatch':'some'}",
        "the schema: 'fieldsMatch' is \"some\": allowed: exact, equal, subset, superset, partial"
    )]
    [InlineData(
        "{'schema':{'fields':[{'name':'a'}]},'dialect':{'header':false}}",
        "the dialect: 'header' is false: only files with a header can be checked"
    )]
    [InlineData(
        "{'schema':{'fields':[{'name':'a'}]},'dialect':{'delimiter':'ab'}}",
        "the dialect: 'delimiter' is \"ab\": one ASCII character is allowed"
    )]
    [InlineData(
        "{'fields':[{'name':'a','type':'duration','constraints':{'maxLength':1}}]}",
        "field 'a': 'maxLength' is 1: only strings, arrays and objects have a length"
    )]
    [InlineData(
        "{'fields':[{'name':'a','type':'number','groupChar':'.'}]}",
        "field 'a': 'groupChar' is \".\": it has to be another than 'decimalChar'"
    )]
    [InlineData(
        "{'fields':[{'name':'a','categories':[]}]}",
        "field 'a': 'categories' is []: a list of values is needed"
    )]
    [InlineData(
        "{'fields':[{'name':'a','type':'integer','categories':[{'value':'x'}]}]}",
        "'x' is not of type integer"
    )]
    [InlineData(
        "{'schema':{'fields':[{'name':'a'}]},'dialect':'dialect.json'}",
        "the schema: 'dialect' is \"dialect.json\": it has to stand here itself"
    )]
    [InlineData(
        "{'schema':{'fields':[{'name':'a'}]},'dialect':{'skipInitialSpace':true}}",
        "the dialect: 'skipInitialSpace' is true: only false is allowed"
    )]
    [InlineData(
        "{'schema':{'fields':[{'name':'a'}]},'dialect':{'nullSequence':'NA'}}",
        "the dialect: 'nullSequence' is \"NA\": 'missingValues' of the schema"
    )]
    [InlineData(
        "{'schema':{'fields':[{'name':'a'}]},'dialect':{'headerRows':[1,2]}}",
        "the dialect: 'headerRows' is [1,2]: only [1] is allowed"
    )]
    [InlineData(
        "{'schema':{'fields':[{'name':'a'}]},'dialect':{'commentRows':[2]}}",
        "the dialect: 'commentRows' is [2]: comments are not known"
    )]
    [InlineData(
        "{'schema':{'fields':[{'name':'a'}]},'dialect':{'lineTerminator':';'}}",
        "the dialect: 'lineTerminator' is \";\": only line ends are allowed"
    )]
    [InlineData(
        "{'schema':{'fields':[{'name':'a'}]},'encoding':'iso-8859-1'}",
        "the schema: 'encoding' is \"iso-8859-1\": files have to be UTF-8"
    )]
    public void Schema_that_cannot_be_used_says_where_and_what_is_allowed(string schema, string expected)
    {
        var fault = Assert.Throws<SchemaException>(() => CheckSchema.Read(Utf8(schema)));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var fault = Assert.Throws<SchemaException>(() =>
            CheckSchema.Read(Utf8("{'fields':[{'name':'a','type':'x'},{'name':'b','format':'y'}],'fieldsMatch':'z'}"))
        );

        Assert.Equal(3, fault.Message.Split("; ").Length);
    }

    [Fact]
    public void Data_resource_brings_its_schema_and_its_delimiter()
    {
        var schema = CheckSchema.Read(
            Utf8("{'name':'r','dialect':{'delimiter':';'},'schema':{'fields':[{'name':'a'}]}}")
        );

        Assert.Equal((byte)';', schema.Delimiter);
        Assert.Equal(64, schema.Digest.Length);
    }

    [Fact]
    public void Dialect_that_says_what_is_so_anyway_is_no_fault()
    {
        var schema = CheckSchema.Read(
            Utf8(
                """
                {'encoding':'utf-8','schema':{'fields':[{'name':'a'}]},'dialect':{'header':true,'headerRows':[ 1 ],
                 'lineTerminator':'\r\n','skipInitialSpace':false,'doubleQuote':true,'nullSequence':null}}
                """
            )
        );

        Assert.Equal((byte)',', schema.Delimiter);
    }

    [Fact]
    public async Task Delimiter_of_the_dialect_is_read_and_written()
    {
        const string Schema =
            """{"dialect":{"delimiter":";"},"schema":{"fields":[{"name":"a"},{"name":"b","type":"integer"}]}}""";

        var file = await CheckedFile.OfAsync(Schema, "a;b\nx,y;1\nz\n");

        Assert.Equal("a;b;valid;errors\nx,y;1;true;\nz;;false;\"fields as many as the header has\"\n", file.Annotated);
    }

    private static byte[] Utf8(string schema) => Encoding.UTF8.GetBytes(schema.Replace('\'', '"'));
}
