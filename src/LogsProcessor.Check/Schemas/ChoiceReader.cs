using System.Text;
using System.Text.Json;
using LogsProcessor.Check.Rules;
using LogsProcessor.Check.Values;

namespace LogsProcessor.Check.Schemas;

/// <summary>Reads the values that a field is restricted to: <c>enum</c> of its constraints, <c>categories</c> of its own.</summary>
/// <param name="holder">What has the list.</param>
/// <param name="name">The field's name.</param>
/// <param name="rules">Takes the rule.</param>
internal sealed class ChoiceReader(SchemaJson holder, string name, RuleBook rules)
{
    /// <summary>Reads a list of values.</summary>
    /// <returns>Null if there is none.</returns>
    internal CellRule? Read(string member, CellType? type)
    {
        if (holder.Member(member) is not { } found)
        {
            return null;
        }

        var items =
            found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().Select(SchemaJson.ValueOf).ToList() : [];
        if (items.Count == 0 || items.Any(item => item.ValueKind == JsonValueKind.Undefined))
        {
            holder.Fault(member, "a list of values is needed");
            return null;
        }

        var texts = items.Select(SchemaJson.CellText).ToList();
        var rule = rules.Add(name, member, string.Join("|", texts));
        if (type is null or { Order: CellOrder.None })
        {
            return new TextChoice(rule, new ByteSet([.. texts.Distinct().Select(Encoding.UTF8.GetBytes)]));
        }

        var values = new HashSet<CellValue>();
        foreach (var item in items)
        {
            if (!SchemaValue.TryRead(type, item, out var value))
            {
                holder.Fault(member, $"'{SchemaJson.CellText(item)}' is not of type {type.Name}");
            }

            values.Add(value);
        }

        return new ValueChoice(rule, values);
    }
}
