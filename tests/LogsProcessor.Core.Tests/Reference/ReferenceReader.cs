using System.Text.RegularExpressions;

namespace LogsProcessor.Core.Tests.Reference;

/// <summary>A line of an object, as the reference reads it.</summary>
/// <param name="Text">Its bytes, without line end.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Record">What it says.</param>
internal sealed record ReferenceLine(string Text, long Offset, ReferenceRecord Record);

/// <summary>Reads a whole object into lines and records.</summary>
internal static partial class ReferenceReader
{
    private const int MostJoinedLines = 32;
    private const int UserAgentField = 12;
    private const int MostJoinedBytes = 32 * 1024;

    internal static List<ReferenceLine> Read(ReadOnlySpan<byte> content, ReferenceFormat format)
    {
        var text = ReferenceText.OfBytes(content);
        var lines = Split(text);
        var result = new List<ReferenceLine>();
        for (var index = 0; index < lines.Count; index++)
        {
            var (start, end) = lines[index];
            var line = Trim(text[start..end]);
            var record = ReferenceParser.Parse(line, format);
            if (record.Outcome != ReferenceOutcome.Skipped && HasOpenUserAgent(line, format))
            {
                // The next line may close it; only if none does may its end have been cut behind a backslash.
                (line, record, index) = Join(text, lines, index, line, record, format, ReferenceParser.ParseOnce);
            }

            if (record.Outcome == ReferenceOutcome.Malformed && HasOpenUserAgent(line, format))
            {
                (line, record, index) = Join(text, lines, index, line, record, format, ReferenceParser.Parse);
            }

            result.Add(new ReferenceLine(line, start, record));
        }

        return result;
    }

    private static (string, ReferenceRecord, int) Join(
        string text,
        List<(int Start, int End)> lines,
        int first,
        string firstLine,
        ReferenceRecord firstRecord,
        ReferenceFormat format,
        Func<string, ReferenceFormat, ReferenceRecord> parse
    )
    {
        for (var next = first + 1; next < lines.Count && next - first < MostJoinedLines; next++)
        {
            var joined = Trim(text[lines[first].Start..lines[next].End]);
            var isTooLong = text[lines[first].Start..lines[next - 1].End].Length >= MostJoinedBytes;
            if (isTooLong || BeginsEntry(text[lines[next].Start..lines[next].End]))
            {
                break;
            }

            var record = parse(joined, format);
            if (record.Outcome == ReferenceOutcome.Parsed)
            {
                return (joined, record, next);
            }
        }

        return (firstLine, firstRecord, first);
    }

    /// <summary>Lines end with a line feed; the last one may do without.</summary>
    private static List<(int Start, int End)> Split(string text)
    {
        var lines = new List<(int, int)>();
        var start = text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? 3 : 0;
        while (start < text.Length)
        {
            var feed = text.IndexOf('\n', start);
            var end = feed < 0 ? text.Length : feed;
            lines.Add((start, end));
            start = end + 1;
        }

        return lines;
    }

    private static string Trim(string line) => line.EndsWith('\r') ? line[..^1] : line;

    private static bool HasOpenUserAgent(string line, ReferenceFormat format)
    {
        var splitter = new ReferenceSplitter(format, backslashCloses: false);
        return format.Name == "clb" && splitter.Split(line, out _) is null && splitter.OpenField == UserAgentField;
    }

    /// <summary>Every format has its time among the first three words.</summary>
    private static bool BeginsEntry(string line) => EntryStart().IsMatch(line);

    [GeneratedRegex("^([^ ]* ){0,2}[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")]
    private static partial Regex EntryStart();
}
