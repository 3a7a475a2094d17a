using System.Globalization;
using System.Text;

namespace LogsProcessor.Deploy.Tests.Octopus;

/// <content>Values: texts, heredocs, numbers, lists, dictionaries.</content>
internal sealed partial class OclParser
{
    private object? ReadValue(bool allowsDictionary)
    {
        if (Rest.StartsWith('"'))
        {
            return ReadText();
        }

        if (Take("<<-"))
        {
            return ReadHeredoc(isIndented: true);
        }

        if (Take("<<"))
        {
            return ReadHeredoc(isIndented: false);
        }

        if (Take("["))
        {
            return ReadList();
        }

        if (allowsDictionary && Take("{"))
        {
            return ReadDictionary();
        }

        var word = Rest.Split(',', ']', ' ')[0];
        _column += word.Length;
        return word switch
        {
            "true" => true,
            "false" => false,
            "null" => null,
            _ when decimal.TryParse(word, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw Fault($"'{word}' is no value"),
        };
    }

    private string ReadText()
    {
        var text = new StringBuilder();
        for (_column++; Rest.Length > 0; _column++)
        {
            if (Rest[0] == '"')
            {
                _column++;
                return text.ToString();
            }

            if (Rest[0] != '\\')
            {
                text.Append(Rest[0]);
                continue;
            }

            _column++;
            var index = Rest.Length == 0 ? -1 : "nrt\\\"".IndexOf(Rest[0], StringComparison.Ordinal);
            Check(index >= 0, "an escape is unknown");
            text.Append("\n\r\t\\\""[index]);
        }

        throw Fault("a text is not closed");
    }

    /// <summary>Lines up to the tag; an indented one loses as many blanks as all of its lines, and the tag, have.</summary>
    private string ReadHeredoc(bool isIndented)
    {
        var tag = Rest;
        Check(tag.Length > 0, "a heredoc needs a tag");
        var first = ++_line;
        while (_line < _lines.Length && _lines[_line].Trim() != tag)
        {
            _line++;
        }

        Check(_line < _lines.Length, $"heredoc '{tag}' is not closed");
        var lines = _lines[first.._line];
        _column = _lines[_line].Length;
        var indent = isIndented
            ? lines.Append(_lines[_line]).Where(it => it.Trim().Length > 0).Min(it => it.Length - it.TrimStart().Length)
            : 0;
        return string.Join('\n', lines.Select(it => it.Length < indent ? "" : it[indent..]));
    }

    private List<object?> ReadList()
    {
        var items = new List<object?>();
        SkipBlanks();
        while (!Take("]"))
        {
            Check(items.Count == 0 || Take(","), "',' or ']' is missing");
            SkipBlanks();
            items.Add(ReadValue(allowsDictionary: false));
            SkipBlanks();
        }

        return items;
    }

    private Dictionary<string, object?> ReadDictionary()
    {
        var entries = new Dictionary<string, object?>();
        CheckEnd();
        for (_line++; _line < _lines.Length; _line++)
        {
            _column = 0;
            SkipBlanks();
            if (Take("}"))
            {
                return entries;
            }

            if (Rest.Length == 0)
            {
                continue;
            }

            var key = ReadWord(withDots: true);
            Check(Take(" = "), "' = ' is missing");
            Check(entries.TryAdd(key, ReadValue(allowsDictionary: false)), $"'{key}' is there twice");
            CheckEnd();
        }

        throw Fault("a dictionary is not closed");
    }
}
