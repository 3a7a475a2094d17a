using System.Text.Json;
using LogsProcessor.Check.Rules;

namespace LogsProcessor.Check.Schemas;

/// <summary>Reads a schema, and notes every fault of it.</summary>
internal sealed class SchemaReader
{
    private readonly List<string> _faults = [];
    private readonly RuleBook _rules = new();

    internal static CheckSchema Read(ReadOnlyMemory<byte> json, string digest)
    {
        var reader = new SchemaReader();
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(json));
            var schema = reader.Read(document.RootElement, digest);
            return reader._faults.Count == 0 ? schema : throw new SchemaException(string.Join("; ", reader._faults));
        }
        catch (JsonException exception)
        {
            throw new SchemaException($"the schema is not JSON: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new SchemaException("the schema has a text that is not valid Unicode", exception);
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;

    private CheckSchema Read(JsonElement root, string digest)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new SchemaException("the schema is no JSON object");
        }

        var top = new SchemaJson(root, "the schema", _faults);
        var delimiter = DialectReader.Read(top, _faults);
        if (top.Text("encoding") is { } encoding && !IsUtf8(encoding))
        {
            top.Fault("encoding", "files have to be UTF-8");
        }

        if (top.Member("schema") is { ValueKind: JsonValueKind.Object } inner)
        {
            top = new SchemaJson(inner, "the schema", _faults);
            delimiter ??= DialectReader.Read(top, _faults);
        }

        top.Refuse("foreignKeys", "references to other tables cannot be checked");
        var keys = ReadKeys(top);
        var columns = ReadColumns(top, [.. keys.SelectMany(key => key.Names)], PrimaryOf(keys));
        return new CheckSchema(columns, BuildKeys(keys, columns), _rules)
        {
            FieldsMatch = ReadFieldsMatch(top),
            Delimiter = delimiter ?? (byte)',',
            Digest = digest,
        };
    }

    private static bool IsUtf8(string encoding) =>
        encoding.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()
            is "UTF8"
                or "UTF8SIG"
                or "USASCII"
                or "ASCII";

    private static FieldsMatch ReadFieldsMatch(SchemaJson top)
    {
        switch (top.Texts("fieldsMatch"))
        {
            case null or ["exact"]:
                return FieldsMatch.Exact;
            case ["equal"]:
                return FieldsMatch.Equal;
            case ["subset"]:
                return FieldsMatch.Subset;
            case ["superset"]:
                return FieldsMatch.Superset;
            case ["partial"]:
                return FieldsMatch.Partial;
            default:
                top.Fault("fieldsMatch", "allowed: exact, equal, subset, superset, partial");
                return FieldsMatch.Exact;
        }
    }

    private List<CheckColumn> ReadColumns(SchemaJson top, HashSet<string> inKeys, HashSet<string> primary)
    {
        var columns = new List<CheckColumn>();
        if (top.Member("fields") is not { ValueKind: JsonValueKind.Array } fields || fields.GetArrayLength() == 0)
        {
            top.Fault(
                "fields",
                "a list of fields is needed, as in {\"fields\":[{\"name\":\"id\",\"type\":\"integer\"}]}"
            );
            return columns;
        }

        var missing = top.Texts("missingValues") ?? [""];
        foreach (var item in fields.EnumerateArray())
        {
            var where = $"field {columns.Count + 1}";
            if (
                item.ValueKind != JsonValueKind.Object
                || new SchemaJson(item, where, _faults).Text("name") is not { } name
            )
            {
                _faults.Add($"{where} has no name");
                continue;
            }

            var field = new FieldReader(new SchemaJson(item, $"field '{name}'", _faults), name, _rules, _faults);
            columns.Add(field.Read(columns.Count, missing, inKeys.Contains(name), primary.Contains(name)));
        }

        foreach (var twice in columns.GroupBy(column => column.Name).Where(group => group.Count() > 1))
        {
            _faults.Add($"field '{twice.Key}' is there {twice.Count()} times");
        }

        return columns;
    }

    private static HashSet<string> PrimaryOf(List<NamedKey> keys) =>
        [.. keys.Where(key => key.Name == NamedKey.Primary).SelectMany(key => key.Names)];

    private static List<NamedKey> ReadKeys(SchemaJson top)
    {
        var keys = new List<NamedKey>();
        if (top.Texts("primaryKey") is { Count: > 0 } primary)
        {
            keys.Add(new NamedKey(NamedKey.Primary, primary));
        }

        if (top.Member("uniqueKeys") is not { } unique)
        {
            return keys;
        }

        var lists = unique.ValueKind == JsonValueKind.Array ? unique.EnumerateArray().ToList() : [];
        if (lists.Count == 0 || lists.Any(list => NamesOf(list).Count == 0))
        {
            top.Fault("uniqueKeys", "a list of lists of field names is allowed");
            return keys;
        }

        keys.AddRange(lists.Select(list => new NamedKey("uniqueKey", NamesOf(list))));
        return keys;
    }

    private static List<string> NamesOf(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : [];

    private List<UniqueKey> BuildKeys(List<NamedKey> named, List<CheckColumn> columns)
    {
        var keys = new List<UniqueKey>();
        foreach (var key in named)
        {
            var places = key.Names.Select(name => columns.FindIndex(column => column.Name == name)).ToArray();
            if (Array.IndexOf(places, -1) is >= 0 and var at)
            {
                _faults.Add($"the schema: '{key.Name}' names '{key.Names[at]}', which is no field");
                continue;
            }

            keys.Add(new UniqueKey(places, _rules.Add(string.Join("+", key.Names), key.Name, "")));
        }

        keys.AddRange(
            columns
                .Where(column => column.IsUnique)
                .Select(column => new UniqueKey([column.Index], _rules.Add(column.Name, "unique", "")))
        );
        return keys;
    }

    private sealed record NamedKey(string Name, IReadOnlyList<string> Names)
    {
        internal const string Primary = "primaryKey";
    }
}
