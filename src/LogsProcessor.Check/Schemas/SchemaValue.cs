using System.Globalization;
using System.Text;
using System.Text.Json;
using LogsProcessor.Check.Values;

namespace LogsProcessor.Check.Schemas;

/// <summary>
/// Reads the values that constraints name. A text stands there as in a cell; a number, true and false stand as JSON has them, however
/// cells write them: <c>0.5</c> is a half, also where cells have <c>0,5</c>.
/// </summary>
internal static class SchemaValue
{
    /// <summary>Reads a value.</summary>
    /// <returns>False if it is not of the type, or not within 64 bits.</returns>
    internal static bool TryRead(CellType type, JsonElement json, out CellValue value)
    {
        if (type is BooleanType && json.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            value = BooleanType.ValueOf(json.GetBoolean());
            return true;
        }

        var isNumber = json.ValueKind == JsonValueKind.Number;
        var plain = isNumber && type is StyledNumberType styled ? styled.Plain : type;
        var text = isNumber && plain.Order == CellOrder.Whole ? WholeText(json) : SchemaJson.CellText(json);
        return plain.TryRead(Encoding.UTF8.GetBytes(text), out value) && !value.IsBeyond;
    }

    /// <summary>JSON has one type of number: <c>1000.0</c> and <c>1e3</c> are whole.</summary>
    private static string WholeText(JsonElement json) =>
        json.TryGetDecimal(out var number) && number == decimal.Truncate(number)
            ? decimal.Truncate(number).ToString(CultureInfo.InvariantCulture)
            : json.GetRawText();
}
