using System.Text.Json;
using System.Text.RegularExpressions;
using LogsProcessor.Check.Rules;
using LogsProcessor.Check.Values;

namespace LogsProcessor.Check.Schemas;

/// <summary>Reads one field of a schema.</summary>
internal sealed class FieldReader(SchemaJson field, string name, RuleBook rules, List<string> faults)
{
    private static readonly string[] Known =
    [
        "required",
        "unique",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
        "pattern",
        "enum",
    ];

    /// <summary>Reads it.</summary>
    /// <param name="index">Its place in the schema.</param>
    /// <param name="missing">The schema's texts for no value.</param>
    /// <param name="isInKey">Whether a key of the schema has it.</param>
    /// <param name="isPrimary">Whether the primary key has it, which needs a value.</param>
    internal CheckColumn Read(int index, IReadOnlyList<string> missing, bool isInKey, bool isPrimary)
    {
        var type = new TypeReader(field).Read();
        var constraints = Constraints();
        var isUnique = constraints.Flag("unique");
        return new CheckColumn
        {
            Name = name,
            Index = index,
            MissingValues = field.Bytes("missingValues", missing),
            Type = type,
            TypeRule = type is null ? null : TypeRule(type),
            Required = constraints.Flag("required") || isPrimary ? rules.Add(name, "required", "") : null,
            IsUnique = isUnique,
            IsInKey = isInKey || isUnique,
            Rules = [.. ReadRules(constraints, type)],
        };
    }

    private Rule TypeRule(CellType type) =>
        type.Name.StartsWith("string ", StringComparison.Ordinal)
            ? rules.Add(name, "format", type.Name["string ".Length..])
            : rules.Add(name, "type", type.Name);

    private SchemaJson Constraints()
    {
        var found = field.Member("constraints") ?? default;
        if (found.ValueKind == JsonValueKind.Undefined)
        {
            using var none = JsonDocument.Parse("{}");
            return new SchemaJson(none.RootElement.Clone(), field.Where, faults);
        }

        if (found.ValueKind != JsonValueKind.Object)
        {
            throw new SchemaException($"{field.Where}: 'constraints' is no object");
        }

        var constraints = new SchemaJson(found, field.Where, faults);
        foreach (var unknown in found.EnumerateObject().Where(member => !Known.Contains(member.Name)))
        {
            constraints.Fault(unknown.Name, $"no such constraint; known: {string.Join(", ", Known)}");
        }

        return constraints;
    }

    private IEnumerable<CellRule> ReadRules(SchemaJson constraints, CellType? type) =>
        new[]
        {
            ReadLimit(constraints, "minimum", Side.AtLeast, type),
            ReadLimit(constraints, "exclusiveMinimum", Side.Above, type),
            ReadLimit(constraints, "maximum", Side.AtMost, type),
            ReadLimit(constraints, "exclusiveMaximum", Side.Below, type),
            ReadLength(constraints, "minLength", type),
            ReadLength(constraints, "maxLength", type),
            ReadPattern(constraints),
            new ChoiceReader(constraints, name, rules).Read("enum", type),
            new ChoiceReader(field, name, rules).Read("categories", type),
        }.OfType<CellRule>();

    private CellRule? ReadLimit(SchemaJson constraints, string limit, Side side, CellType? type)
    {
        if (constraints.Member(limit) is not { } found)
        {
            return null;
        }

        if (type is null or { Order: CellOrder.None } or BooleanType)
        {
            constraints.Fault(limit, "only numbers, dates and times have limits");
            return null;
        }

        if (!SchemaValue.TryRead(type, found, out var value) || double.IsNaN(value.Real))
        {
            constraints.Fault(limit, $"a value of type {type.Name} is needed, within 64 bits");
            return null;
        }

        var rule = rules.Add(name, limit, SchemaJson.CellText(found));
        return type.Order == CellOrder.Real
            ? new RealLimit(rule, side, value.Real)
            : new WholeLimit(rule, side, value.Whole);
    }

    private CellRule? ReadLength(SchemaJson constraints, string limit, CellType? type)
    {
        if (constraints.Count(limit) is not { } length)
        {
            return null;
        }

        var counted = type is null ? Counted.Characters : (type as TextType)?.Counted ?? Counted.Nothing;
        if (counted == Counted.Nothing)
        {
            constraints.Fault(limit, "only strings, arrays and objects have a length");
            return null;
        }

        var rule = rules.Add(name, limit, SchemaJson.CellText(constraints.Member(limit)!.Value));
        var (least, most) = limit == "minLength" ? (length, int.MaxValue) : (0, length);
        return counted == Counted.Items ? new ItemLimit(rule, least, most) : new LengthLimit(rule, least, most);
    }

    private PatternRule? ReadPattern(SchemaJson constraints)
    {
        if (constraints.Text("pattern") is not { } pattern)
        {
            return null;
        }

        try
        {
            // Cells come from strangers: an expression that tracks back could be kept busy by one of them for ever.
            var regex = new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return new PatternRule(rules.Add(name, "pattern", pattern), regex);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            constraints.Fault(
                "pattern",
                $"no regular expression that can be used ({exception.Message.ReplaceLineEndings(" ")})"
            );
            return null;
        }
    }
}
