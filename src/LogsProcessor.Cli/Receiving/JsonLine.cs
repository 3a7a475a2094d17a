using System.Text.Json;
using System.Text.Unicode;

namespace LogsProcessor.Cli.Receiving;

/// <summary>Tells whether a line is what a <c>json_lines</c> codec can read.</summary>
internal static class JsonLine
{
    /// <summary>Whether the line is one JSON value, in valid UTF-8.</summary>
    public static bool Is(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
        {
            return false;
        }

        var reader = new Utf8JsonReader(line);
        try
        {
            while (reader.Read()) { }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
