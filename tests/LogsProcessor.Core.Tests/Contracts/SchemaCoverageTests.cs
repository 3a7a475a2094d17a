using System.Text.Json;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Tests.Contracts;

/// <summary>The contracts name each member that any format can give, neither more nor less, with its type.</summary>
public sealed class SchemaCoverageTests
{
    [Theory]
    [InlineData(Layout.Ecs)]
    [InlineData(Layout.Aws)]
    public void Schema_has_each_member_with_its_type_and_no_other(Layout layout)
    {
        var schema = layout == Layout.Ecs ? ContractFiles.EcsSchema : ContractFiles.AwsSchema;

        Assert.Equal(
            DocumentMemberTypes.Of(layout),
            Leaves(schema, "").OrderBy(member => member.Path, StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Template_maps_each_member_of_layout_ecs_and_no_other()
    {
        var mappings = ContractFiles.IndexTemplate.GetProperty("template").GetProperty("mappings");

        Assert.Equal(
            DocumentMemberTypes.Of(Layout.Ecs),
            Mapped(mappings, "")
                .Select(member => (member.Path, JsonType(member.Path, member.Type)))
                .OrderBy(member => member.Path, StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Only_the_source_is_an_address_to_elasticsearch_for_all_others_may_be_names()
    {
        var mappings = ContractFiles.IndexTemplate.GetProperty("template").GetProperty("mappings");

        Assert.Equal(
            ["source.ip"],
            Mapped(mappings, "").Where(member => member.Type == "ip").Select(member => member.Path)
        );
    }

    [Theory]
    [InlineData("pipeline.conf")]
    [InlineData("pipeline-tls.conf")]
    public void Pipelines_take_the_id_of_the_documents(string name)
    {
        var text = ContractFiles.Text(name);

        Assert.Contains("\n    document_id => \"%{[event][id]}\"\n", text, StringComparison.Ordinal);
        Assert.Contains("# document_id => \"%{event_id}\"\n", text, StringComparison.Ordinal);
        Assert.Contains("codec => json_lines", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(character => character == '{'), text.Count(character => character == '}'));
    }

    private static IEnumerable<(string Path, string Type)> Leaves(JsonElement schema, string path) =>
        schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().SelectMany(member => Leaves(member.Value, Join(path, member.Name)))
            : [(path, schema.GetProperty("type").GetString()!)];

    private static IEnumerable<(string Path, string Type)> Mapped(JsonElement mapping, string path) =>
        mapping.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().SelectMany(member => Mapped(member.Value, Join(path, member.Name)))
            : [(path, mapping.GetProperty("type").GetString()!)];

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>To Elasticsearch a list is of its items' type; the lists are all of texts.</summary>
    private static string JsonType(string path, string mapped) =>
        mapped switch
        {
            "long" => "integer",
            "double" => "number",
            "keyword" when Lists.Contains(path) => "array",
            "keyword" or "wildcard" or "match_only_text" or "date" or "ip" => "string",
            _ => throw new NotSupportedException($"{path} is mapped as '{mapped}'"),
        };

    private static readonly HashSet<string> Lists =
    [
        "aws.elb.action_executed",
        "aws.elb.alpn_client_preference_list",
        "aws.elb.extra",
        "aws.elb.target_port",
        "aws.elb.target_status_code",
        "event.category",
        "tags",
    ];
}
