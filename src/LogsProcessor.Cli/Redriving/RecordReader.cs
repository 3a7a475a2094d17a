using System.Text;
using System.Text.Json;

namespace LogsProcessor.Cli.Redriving;

/// <summary>Splits text into its JSON values: one a line, or over several lines, as tools print them.</summary>
internal static class RecordReader
{
    private const int MostSampleLength = 60;

    /// <summary>
    /// The values; where the text as a whole is no sequence of values, those of its lines, and a fault in place of each line that is
    /// none, so that it takes no other with it.
    /// </summary>
    public static IReadOnlyList<(JsonElement? Value, string? Fault)> Read(ReadOnlyMemory<byte> text)
    {
        text = text.Span.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        if (JsonMembers.ValuesOf(text.Span) is { } values)
        {
            return [.. values.Select(value => ((JsonElement?)value, (string?)null))];
        }

        var found = new List<(JsonElement?, string?)>();
        var number = 0;
        foreach (var range in text.Span.Split((byte)'\n'))
        {
            number++;
            var line = text.Span[range].Trim(" \t\r"u8);
            if (line.IsEmpty)
            {
                continue;
            }

            if (JsonMembers.ValuesOf(line) is { } inLine)
            {
                found.AddRange(inLine.Select(value => ((JsonElement?)value, (string?)null)));
            }
            else
            {
                found.Add((null, $"line {number} is not JSON: it begins '{Head(line)}'"));
            }
        }

        return found;
    }

    private static string Head(ReadOnlySpan<byte> line) =>
        Printable.Of(line.Length <= MostSampleLength ? line : line[..MostSampleLength]);
}
