using LogsProcessor.Core.Tests.Reference;

namespace LogsProcessor.Core.Tests.Properties;

/// <summary>
/// Random lines of one format: every generation, ordinary values for the most part, and each oddity that the specification names.
/// Lines are byte strings; the same seed gives the same lines.
/// </summary>
internal sealed class LineGenerator(ReferenceFormat format, Random random)
{
    private readonly ValueGenerator _values = new(random);

    /// <summary>The documented field counts of each format, and some beyond.</summary>
    private static readonly Dictionary<string, int[]> Generations = new()
    {
        ["clb"] = [12, 15, 15, 15],
        ["alb"] = [18, 20, 23, 24, 25, 27, 29, 30, 33, 34, 34, 34],
        ["alb_conn"] = [11, 12, 13, 15, 15],
        ["alb_hc"] = [8, 10, 10],
        ["nlb"] = [18, 21, 22, 22],
    };

    private static readonly string[] QuotedFields =
    [
        "request",
        "request_line",
        "user_agent",
        "trace_id",
        "domain_name",
        "chosen_cert_arn",
        "actions_executed",
        "redirect_url",
        "error_reason",
        "target:port_list",
        "target_status_code_list",
        "classification",
        "classification_reason",
        "transformed_host",
        "transformed_uri",
        "request_transform_status",
        "leaf_client_cert_subject",
    ];

    /// <summary>A line, without line end; only a Classic one may hold a line feed.</summary>
    internal string Next()
    {
        if (Chance(200))
        {
            return _values.NoRecord();
        }

        var count = Chance(30) ? random.Next(1, format.Fields.Count + 1) : Pick(Generations[format.Name]);
        var fields = format.Fields.Take(count).Select(Field).ToList();
        if (count == format.Fields.Count && Chance(12))
        {
            fields.AddRange(Enumerable.Range(0, random.Next(1, 4)).Select(_ => _values.Extra()));
        }

        return string.Join(' ', fields) + (Chance(40) ? " " : "");
    }

    private string Field(ReferenceField field)
    {
        if (Chance(250))
        {
            return "";
        }

        var isQuoted = format.Quoting && (QuotedFields.Contains(field.Name) ? !Chance(60) : Chance(60));
        var value = Chance(15) ? "-" : _values.Of(format.Name, field);
        if (!isQuoted)
        {
            // Most unquoted values of quoted fields would shift the line's fields: then both parsers call it malformed.
            return Chance(3) ? value : value.Replace(' ', '_');
        }

        var text = value == "-" || field.Kind is not ReferenceKind.Text ? value : Escaped(value);
        if (field.Name == "user_agent" && format.Name == "clb" && Chance(25))
        {
            text += "\nsecond line" + (Chance(2) ? "\r\n\nfourth" : "");
        }

        return $"\"{text}\"";
    }

    /// <summary>Escaped as its load balancer would, or in one of the odd ways.</summary>
    private string Escaped(string text) =>
        string.Concat(
            text.Select(c =>
                c switch
                {
                    '"' => format.Name == "clb" ? (Chance(8) ? "\\x00000022" : "\\\"")
                    : Chance(12) ? "\\\""
                    : Hex(c),
                    '\\' => Chance(8) ? "\\\\"
                    : Chance(20) ? "\\"
                    : Hex(c),
                    < ' ' or > '~' => Chance(6) ? Raw(c) : Hex(c),
                    _ => Chance(4000) ? Hex(c) : c.ToString(),
                }
            )
        );

    private static string Raw(char c) => c is '\n' or '\r' ? "" : c.ToString();

    private string Hex(char c) =>
        random.Next(6) switch
        {
            0 => $"\\x{(int)c:x2}",
            1 => c >= 0x80 ? $"\\xffffff{(int)c:x2}" : $"\\x000000{(int)c:X2}",
            _ => $"\\x{(int)c:X2}",
        };

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private int Pick(int[] choices) => choices[random.Next(choices.Length)];
}
