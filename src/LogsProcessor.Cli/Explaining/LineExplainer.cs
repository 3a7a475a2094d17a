using System.Text;
using LogsProcessor.Core;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Explaining;

/// <summary>Explains lines as the product reads them: by its own parser, and by the document it would send.</summary>
internal sealed class LineExplainer(DocumentOptions options, TimeProvider clock)
{
    /// <summary>So many characters are shown on each side of a fault.</summary>
    private const int ExcerptReach = 60;

    /// <summary>Explains a line.</summary>
    /// <exception cref="UsageException">The layout has no names for the line's format.</exception>
    public Explanation Explain(ReadOnlySpan<byte> line)
    {
        var record = new LogRecord();
        var outcome = new LineParser(options.Format).ParseAlone(line, record);
        return outcome switch
        {
            ParseOutcome.Parsed => OfRecord(line, record),
            ParseOutcome.Skipped => new Explanation(
                outcome,
                "skipped: a blank line, a # header, AWS's test text or NUL bytes; nothing is sent for it",
                []
            ),
            _ => OfMalformed(line, record),
        };
    }

    private Explanation OfRecord(ReadOnlySpan<byte> line, LogRecord record)
    {
        var table = record.Table!;
        using var document = new ExplainedDocument(Write(line, record));
        var fields = new List<ExplainedField>();
        for (var index = 0; index < record.DocumentedCount; index++)
        {
            AddField(fields, index, line, record, document);
        }

        for (var index = table.Fields.Length; index < record.FieldCount; index++)
        {
            var number = index - table.Fields.Length;
            var (member, value) = document.Extra(options.Layout, number);
            fields.Add(new ExplainedField($"{index + 1}", "(undocumented)", Raw(line, record, index), value, member));
        }

        var layout = options.Layout.ToString().ToLowerInvariant();
        var count = $"{record.DocumentedCount} of {table.Fields.Length} documented fields";
        var extra = record.HasExtra ? $" and {record.FieldCount - table.Fields.Length} undocumented" : "";
        return new Explanation(ParseOutcome.Parsed, $"{table.Name}: {count}{extra}, layout {layout}", fields);
    }

    private void AddField(
        List<ExplainedField> fields,
        int index,
        ReadOnlySpan<byte> line,
        LogRecord record,
        ExplainedDocument document
    )
    {
        var field = record.Table!.Fields[index];
        var members = field
            .Outputs.Where(output => output.Layout == options.Layout)
            .Select(output => (output.Path, Value: document.Find(output.Path)))
            .Where(member => member.Value is not null)
            .ToList();
        var (path, value) = members.Count > 0 ? members[0] : ("(left out)", "");
        fields.Add(new ExplainedField($"{index + 1}", field.Name, Raw(line, record, index), value!, path));
        foreach (var member in members.Skip(1))
        {
            fields.Add(new ExplainedField("", "", "", member.Value!, member.Path));
        }
    }

    private ReadOnlyMemory<byte> Write(ReadOnlySpan<byte> line, LogRecord record)
    {
        var writer = new DocumentWriter(
            new DocumentPlans(options),
            new ObjectIdentity("", "-", ""),
            ObjectName.Parse(""),
            clock
        );
        if (!writer.CanWrite(record.Table!))
        {
            throw new UsageException(
                $"--layout is 'original': it has names for clb and alb lines only, and this is {record.Table!.Name}"
            );
        }

        var batch = new Batch();
        batch.Begin(new ObjectTally("-"));
        writer.Write(batch, line, record, offset: 0);
        var document = batch.Content.ToArray();
        batch.Clear();
        return document;
    }

    private static string Raw(ReadOnlySpan<byte> line, LogRecord record, int index)
    {
        var text = Printable.Of(record.Raw(line, index));
        return record.IsQuoted(index) ? $"\"{text}\"" : text;
    }

    private static Explanation OfMalformed(ReadOnlySpan<byte> line, LogRecord record)
    {
        var position = Math.Min(record.Fault.Position, line.Length);
        var before = Printable.Of(line[..position]);
        var after = Printable.Of(line[position..]);
        var head = before.Length > ExcerptReach ? $"…{before[^ExcerptReach..]}" : before;
        var tail = after.Length > ExcerptReach ? $"{after[..ExcerptReach]}…" : after;
        var why = Printable.Of(record.Fault.Describe(record.Table, line));
        return new Explanation(
            ParseOutcome.Malformed,
            $"malformed: {why}",
            [],
            head + tail,
            new StringBuilder().Append(' ', head.Length).Append('^').ToString()
        );
    }
}
