namespace LogsProcessor.Deploy.Tests.Octopus;

/// <summary>The parser takes what the grammar allows, and nothing else.</summary>
public sealed class OclParserTests
{
    [Fact]
    public void Blocks_labels_and_every_kind_of_value_are_read()
    {
        var document = OclParser.Parse(
            """
            version = 10

            step "a" "b" {
                name = "say \"\\n\""
                is_on = true
                share = 0.5
                none = null
                list = ["x", "y"]
                empty = []
                action {
                    properties = {
                        A.B.C = "1"
                        D = <<-EOT
                            if
                              then
                            EOT
                    }
                }
                packages {}
            }
            """
        );

        var step = Assert.Single(document.Blocks);
        var properties = (IReadOnlyDictionary<string, object?>)step.Blocks[0].Attributes["properties"]!;
        Assert.Equal(10m, document.Attributes["version"]);
        Assert.Equal(["a", "b"], step.Labels);
        Assert.Equal("say \"\\n\"", step.Attributes["name"]);
        Assert.Equal((true, 0.5m, null), (step.Attributes["is_on"], step.Attributes["share"], step.Attributes["none"]));
        Assert.Equal(["x", "y"], (IReadOnlyList<object?>)step.Attributes["list"]!);
        Assert.Empty((IReadOnlyList<object?>)step.Attributes["empty"]!);
        Assert.Equal("1", properties["A.B.C"]);
        Assert.Equal("if\n  then", properties["D"]);
        Assert.Equal("packages", step.Blocks[1].Name);
    }

    [Theory]
    [InlineData("# a comment")]
    [InlineData("name = value")]
    [InlineData("name = \"open")]
    [InlineData("name = \"\\x\"")]
    [InlineData("name = [\"a\",]")]
    [InlineData("name = [\"a\" \"b\"]")]
    [InlineData("name = \"a\" \"b\"")]
    [InlineData("name = \"a\"\nname = \"b\"")]
    [InlineData("na.me = \"a\"")]
    [InlineData("block {")]
    [InlineData("block { name = \"a\" }")]
    [InlineData("block\n{\n}")]
    [InlineData("}")]
    [InlineData("name = <<EOT\ntext")]
    [InlineData("name = {\n  key=\"a\"\n}")]
    [InlineData("name = {\n  key = {\n  }\n}")]
    [InlineData("name = {\n  key = \"a\",\n}")]
    public void What_the_grammar_does_not_allow_is_refused(string text) =>
        Assert.Throws<OclException>(() => OclParser.Parse(text));
}
