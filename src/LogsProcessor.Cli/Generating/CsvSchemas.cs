using System.Text;

namespace LogsProcessor.Cli.Generating;

/// <summary>What generated CSV has to keep.</summary>
internal static class CsvSchemas
{
    private const string NarrowFields = """
            { "name": "id", "type": "integer", "constraints": { "required": true, "minimum": 1 } },
            { "name": "email", "format": "email", "constraints": { "required": true, "maxLength": 100 } },
            { "name": "country", "constraints": { "required": true, "pattern": "[A-Z]{2}", "enum": ["DE", "FR", "GB", "JP", "US"] } },
            { "name": "amount", "type": "number", "constraints": { "required": true, "minimum": 0, "maximum": 1000000 } },
            { "name": "created", "type": "datetime", "constraints": { "required": true, "minimum": "2020-01-01T00:00:00Z" } },
            { "name": "state", "constraints": { "required": true, "enum": ["open", "paid", "shipped", "returned"] } }
        """;

    private static readonly string[] Figures = [.. Enumerable.Range(1, 20).Select(number => $"figure{number}")];

    private static readonly string[] Texts = [.. Enumerable.Range(1, 4).Select(number => $"text{number}")];

    /// <summary>The header of narrow rows.</summary>
    public static byte[] NarrowHeader { get; } = "id,email,country,amount,created,state\n"u8.ToArray();

    /// <summary>The header of wide rows.</summary>
    public static byte[] WideHeader { get; } =
        Encoding.UTF8.GetBytes(
            $"id,email,country,amount,created,state,key,link,{string.Join(',', Figures)},{string.Join(',', Texts)},payload\n"
        );

    /// <summary>The schema of narrow rows.</summary>
    public static string Narrow { get; } = SchemaOf([NarrowFields]);

    /// <summary>The schema of wide rows.</summary>
    public static string Wide { get; } =
        SchemaOf([
            NarrowFields,
            """    { "name": "key", "format": "uuid", "constraints": { "required": true } }""",
            """    { "name": "link", "format": "uri", "constraints": { "maxLength": 200 } }""",
            .. Figures.Select(name =>
                $$"""    { "name": "{{name}}", "type": "number", "constraints": { "minimum": 0, "maximum": 10000 } }"""
            ),
            .. Texts.Select(name =>
                $$"""    { "name": "{{name}}", "constraints": { "minLength": 1, "maxLength": 1000 } }"""
            ),
            """    { "name": "payload", "type": "object" }""",
        ]);

    private static string SchemaOf(IEnumerable<string> fields) =>
        $"{{\n  \"fields\": [\n{string.Join(",\n", fields)}\n  ]\n}}\n";
}
