using System.CommandLine;
using System.Text;
using LogsProcessor.Cli.Explaining;
using LogsProcessor.Cli.Sources;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>explain</c>: one line's fields, in a table that a person reads.</summary>
internal static class ExplainCommand
{
    /// <summary>A line is bounded, and so is what is read to find one.</summary>
    private const int MostBytes = 1024 * 1024;

    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "explain",
            "Shows each field of one line: its position, name, text, value, and where it goes in the document.",
            ["logsprocessor explain \"$(head -1 access.log)\"", "logsprocessor explain --layout aws - < access.log"]
        );
        var line = Arguments.One("LINE", "The line, in quotes; -: the first line of standard input");
        verb.Add(line);
        var settings = new SettingOptions(verb, Setting.OfDocuments);
        verb.SetAction(
            async (parsed, stop) =>
            {
                var reader = settings.Reader(parsed, terminal);
                var options = DocumentOptions.Read(reader);
                reader.ThrowIfFaulty();
                var text = parsed.GetRequiredValue(line);
                var bytes =
                    text == "-" ? await ReadLineAsync(options.Format, terminal, stop) : Encoding.UTF8.GetBytes(text);
                return Explain(bytes, options, terminal);
            }
        );
        return verb;
    }

    private static int Explain(ReadOnlySpan<byte> line, DocumentOptions options, Terminal terminal)
    {
        var explanation = new LineExplainer(options, terminal.Clock).Explain(line);
        using var text = new StringWriter();
        ExplanationWriter.Write(explanation, text, terminal.IsOutputTerminal);
        terminal.Report(text.ToString());
        return explanation.Outcome == ParseOutcome.Malformed ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>The first line; with those behind it that belong to it, if it is a Classic record whose user agent holds line feeds.</summary>
    private static async Task<byte[]> ReadLineAsync(LogFormat format, Terminal terminal, CancellationToken stop)
    {
        // As shipping opens it: gzip or not, and refused where it is no text.
        await using var input = await LogContent.OpenAsync(new InterruptibleStream(terminal.Input), stop);
        var buffer = new byte[MostBytes];
        var read = await input.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, stop);
        var text = buffer.AsSpan(0, read).TrimEnd("\r\n"u8);
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        var length = LengthOfFirst(text, new LineParser(format));
        if (length < text.Length)
        {
            terminal.Tell("only the first line is explained");
        }

        return text[..length].TrimEnd((byte)'\r').ToArray();
    }

    private static int LengthOfFirst(ReadOnlySpan<byte> text, LineParser parser)
    {
        var first = LengthOfLine(text, 0);
        var record = new LogRecord();
        if (parser.Parse(text[..first], record) != ParseOutcome.Unfinished)
        {
            return first;
        }

        for (var length = first; length < text.Length; )
        {
            var start = length + 1;
            length = LengthOfLine(text, start);
            if (LineShape.Recognise(text[start..length]) != LogFormat.Unknown)
            {
                return first;
            }

            if (LineParser.TryParseJoined(text[..length], record))
            {
                return length;
            }
        }

        return first;
    }

    private static int LengthOfLine(ReadOnlySpan<byte> text, int from)
    {
        var feed = text[from..].IndexOf((byte)'\n');
        return feed < 0 ? text.Length : from + feed;
    }
}
