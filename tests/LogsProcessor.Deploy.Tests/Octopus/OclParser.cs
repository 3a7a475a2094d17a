using System.Globalization;

namespace LogsProcessor.Deploy.Tests.Octopus;

/// <summary>
/// Reads OCL, Octopus's configuration language: blocks and attributes, one a line; texts, heredocs, numbers, flat lists, flat
/// dictionaries. It has no comments and no expressions.
/// </summary>
internal sealed partial class OclParser
{
    private readonly string[] _lines;
    private int _line;
    private int _column;

    private OclParser(string text) => _lines = text.Split('\n');

    private string Rest => _lines[_line][_column..];

    /// <summary>Reads a document.</summary>
    /// <exception cref="OclException">It is none; the message says where.</exception>
    internal static OclBlock Parse(string text)
    {
        var parser = new OclParser(text);
        var document = new OclBlock("", []);
        parser.ReadChildren(document, isDocument: true);
        return document;
    }

    private void ReadChildren(OclBlock parent, bool isDocument)
    {
        for (; _line < _lines.Length; _line++)
        {
            _column = 0;
            SkipBlanks();
            if (Rest.Length == 0)
            {
                continue;
            }

            if (Rest == "}")
            {
                Check(!isDocument, "'}' closes nothing");
                return;
            }

            ReadChild(parent);
        }

        Check(isDocument, $"block '{parent.Name}' is not closed");
    }

    private void ReadChild(OclBlock parent)
    {
        var name = ReadWord(withDots: false);
        SkipBlanks();
        if (Take("="))
        {
            SkipBlanks();
            Check(parent.Attributes.TryAdd(name, ReadValue(allowsDictionary: true)), $"'{name}' is there twice");
            CheckEnd();
            return;
        }

        var labels = new List<string>();
        while (Rest.StartsWith('"'))
        {
            labels.Add(ReadText());
            SkipBlanks();
        }

        Check(Take("{"), "'=' or '{' is missing");
        var block = new OclBlock(name, labels);
        parent.Blocks.Add(block);
        if (Take("}"))
        {
            CheckEnd();
            return;
        }

        CheckEnd();
        _line++;
        ReadChildren(block, isDocument: false);
    }

    private string ReadWord(bool withDots)
    {
        var word = new string([
            .. Rest.TakeWhile(it => char.IsAsciiLetterOrDigit(it) || it == '_' || (withDots && it == '.')),
        ]);
        Check(word.Length > 0, "a name is missing");
        _column += word.Length;
        return word;
    }

    private bool Take(string expected)
    {
        var isThere = Rest.StartsWith(expected, StringComparison.Ordinal);
        _column += isThere ? expected.Length : 0;
        return isThere;
    }

    private void SkipBlanks() => _column += Rest.Length - Rest.TrimStart(' ').Length;

    private void CheckEnd() => Check(Rest.Trim().Length == 0, $"'{Rest}' is too much");

    private void Check(bool isRight, string fault)
    {
        if (!isRight)
        {
            throw Fault(fault);
        }
    }

    private OclException Fault(string fault) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {_line + 1}, column {_column + 1}: {fault}"));
}
