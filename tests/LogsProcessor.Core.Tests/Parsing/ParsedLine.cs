using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

/// <summary>A line and what the parser makes of it.</summary>
internal sealed class ParsedLine
{
    private readonly byte[] _line;

    internal ParsedLine(LogFormat format, string line)
    {
        _line = Encoding.UTF8.GetBytes(line);
        Outcome = new LineParser(format).Parse(_line, Record);
    }

    internal LogRecord Record { get; } = new();

    internal ParseOutcome Outcome { get; }

    /// <summary>The values of all fields from <paramref name="first"/> on.</summary>
    internal string[] ValuesFrom(int first) =>
        [
            .. Enumerable
                .Range(first, Record.FieldCount - first)
                .Select(field => Encoding.UTF8.GetString(Record.Value(_line, field))),
        ];

    internal string Value(int field) => Encoding.UTF8.GetString(Record.Value(_line, field));

    internal string Describe() => Record.Fault.Describe(Record.Table, _line);
}
