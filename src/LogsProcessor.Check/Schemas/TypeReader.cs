using LogsProcessor.Check.Values;

namespace LogsProcessor.Check.Schemas;

/// <summary>Reads a field's type and format.</summary>
internal sealed class TypeReader(SchemaJson field)
{
    private const string Default = "default";

    private static readonly string[] TrueValues = ["true", "True", "TRUE", "1"];
    private static readonly string[] FalseValues = ["false", "False", "FALSE", "0"];

    /// <summary>The type; null if every text is of it.</summary>
    internal CellType? Read()
    {
        var type = field.Text("type") ?? "string";
        var format = field.Text("format") ?? Default;
        switch (type)
        {
            case "any":
                return null;
            case "string":
                return ReadString(format);
            case "date" or "time" or "datetime":
                return ReadTime(type, format);
            case "integer":
                return ReadNumber(type, new WholeType(WholeNumber.TryParse) { Name = type });
            case "number":
                return ReadNumber(type, new RealType { Name = type });
            case "boolean":
                return new BooleanType(field.Bytes("trueValues", TrueValues), field.Bytes("falseValues", FalseValues))
                {
                    Name = type,
                };
            default:
                return ReadOther(type);
        }
    }

    private CellType? ReadOther(string type)
    {
        switch (type)
        {
            case "year":
                return new WholeType(IsoTime.TryParseYear) { Name = type };
            case "yearmonth":
                return new WholeType(IsoTime.TryParseYearMonth) { Name = type };
            case "duration":
                return new TextType(TextFormats.IsDuration) { Name = type };
            case "object":
                return new TextType(TextFormats.IsObject) { Name = type, Counted = Counted.Items };
            case "array":
                return new TextType(TextFormats.IsArray) { Name = type, Counted = Counted.Items };
            default:
                field.Fault(
                    "type",
                    "allowed: any, string, integer, number, boolean, date, time, datetime, year, yearmonth, duration, object, array"
                );
                return null;
        }
    }

    private TextType? ReadString(string format)
    {
        TextType.Test? test = format switch
        {
            "email" => TextFormats.IsEmail,
            "uri" => TextFormats.IsUri,
            "uuid" => TextFormats.IsUuid,
            "binary" => TextFormats.IsBinary,
            _ => null,
        };
        if (test is null && format != Default)
        {
            field.Fault("format", "allowed for strings: default, email, uri, uuid, binary");
        }

        return test is null ? null : new TextType(test) { Name = $"string {format}", Counted = Counted.Characters };
    }

    private WholeType? ReadTime(string type, string format)
    {
        if (format == Default)
        {
            return type switch
            {
                "date" => new WholeType(IsoTime.TryParseDate) { Name = type },
                "time" => new WholeType(IsoTime.TryParseTime) { Name = type },
                _ => new WholeType(IsoTime.TryParseDateTime) { Name = type },
            };
        }

        if (format == "any" || TimePattern.Create(format) is not { } pattern)
        {
            field.Fault(
                "format",
                "default or a form is allowed, as in %d/%m/%Y; known: %Y %y %m %d %H %I %M %S %f %p %j %b %B %z"
            );
            return null;
        }

        return new WholeType(pattern.TryParse) { Name = $"{type} {format}" };
    }

    private CellType ReadNumber(string type, CellType plain)
    {
        var style = new NumberStyle
        {
            DecimalMark = Mark("decimalChar") ?? ".",
            GroupMark = Mark("groupChar") ?? "",
            IsBare = field.Flag("bareNumber", true),
        };
        if (type == "number" && style.GroupMark == style.DecimalMark)
        {
            field.Fault("groupChar", "it has to be another than 'decimalChar', which is a point by default");
        }

        return style.IsPlain ? plain : new StyledNumberType(plain, style) { Name = type };
    }

    private string? Mark(string member)
    {
        if (field.Text(member) is not { } mark)
        {
            return null;
        }

        if (mark.Length is 1 or 2 && !mark.Any(char.IsAsciiLetterOrDigit))
        {
            return mark;
        }

        field.Fault(member, "one character is allowed, no letter and no digit");
        return null;
    }
}
