using System.Text.RegularExpressions;

namespace LogsProcessor.Core.Tests.Reference;

/// <summary>
/// A second parser, slow and plain, written from the formats' specification and not from the product's code. It shares nothing with
/// the product, so that where both agree, both are probably right.
/// </summary>
internal static partial class ReferenceParser
{
    /// <summary>Parses one line, without its line end.</summary>
    internal static ReferenceRecord Parse(string line, ReferenceFormat format)
    {
        if (IsSkipped(line))
        {
            return ReferenceRecord.Skipped;
        }

        var record = Read(line, format, backslashCloses: false);
        if (record.Outcome == ReferenceOutcome.Parsed)
        {
            return record;
        }

        // A cut user agent is followed by cipher and protocol; of a line that was cut itself no such reading is right.
        var second = Read(line, format, backslashCloses: true);
        return second.Outcome == ReferenceOutcome.Parsed && HasProtocol(line, format) ? second : record;
    }

    /// <summary>Parses a line by the first reading alone, in which a backslash before a quote is always an escape.</summary>
    internal static ReferenceRecord ParseOnce(string line, ReferenceFormat format) =>
        Read(line, format, backslashCloses: false);

    internal static bool IsSkipped(string line) =>
        line.All(c => c is ' ' or '\t' or '\r')
        || line.All(c => c == '\0')
        || line[0] == '#'
        || (
            line.StartsWith("Enable ", StringComparison.Ordinal)
            && line.Contains("Log for ELB: ", StringComparison.Ordinal)
        );

    private static bool HasProtocol(string line, ReferenceFormat format)
    {
        var place = format.Fields.ToList().FindIndex(field => field.Name == "ssl_protocol");
        var tokens = new ReferenceSplitter(format, backslashCloses: true).Split(line, out _)!;
        return place < 0 || (place < tokens.Count && Protocol().IsMatch(tokens[place].Raw));
    }

    [GeneratedRegex(@"^(-\z|TLS|SSL)")]
    private static partial Regex Protocol();

    private static ReferenceRecord Read(string line, ReferenceFormat format, bool backslashCloses)
    {
        var tokens = new ReferenceSplitter(format, backslashCloses).Split(line, out var reason);
        if (tokens is null)
        {
            return ReferenceRecord.Malformed(reason);
        }

        if (tokens.Count < format.Least)
        {
            return ReferenceRecord.Malformed($"{tokens.Count} fields of at least {format.Least}");
        }

        var fields = new Dictionary<string, string>();
        foreach (var (field, token) in format.Fields.Zip(tokens))
        {
            if (!IsValid(field.Kind, token))
            {
                return ReferenceRecord.Malformed($"{field.Name} is '{token.Raw}'");
            }

            if (HasValue(field, token))
            {
                fields[field.Name] = field.Kind is ReferenceKind.Text or ReferenceKind.List ? token.Value : token.Raw;
            }
        }

        var extra = tokens.Skip(format.Fields.Count).Select(token => token.Value).ToList();
        return new ReferenceRecord(ReferenceOutcome.Parsed, "", fields, extra);
    }

    private static bool HasValue(ReferenceField field, ReferenceToken token)
    {
        if (field.Kind == ReferenceKind.RecordTime)
        {
            return true;
        }

        // "" is a value for text and lists; a status has none then.
        return token.Raw != "-"
            && (token.Raw.Length > 0 || (token.IsQuoted && field.Kind is ReferenceKind.Text or ReferenceKind.List));
    }

    private static bool IsValid(ReferenceKind kind, ReferenceToken token)
    {
        // Only texts are escaped: a number in quotes has nothing to escape.
        var value = token.Raw;
        if (token.Raw == "-" && kind != ReferenceKind.RecordTime)
        {
            return true;
        }

        return kind switch
        {
            ReferenceKind.RecordTime or ReferenceKind.Time => ReferenceText.IsTime(value),
            ReferenceKind.Endpoint => ReferenceText.Endpoint(value) is not null,
            ReferenceKind.Seconds => ReferenceText.IsDecimal(value),
            ReferenceKind.Integer => ReferenceText.IsInteger(value),
            ReferenceKind.Status => value.Length == 0 || ReferenceText.IsInteger(value),
            ReferenceKind.Port => ReferenceText.IsPort(value),
            _ => true,
        };
    }
}
