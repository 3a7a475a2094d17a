namespace LogsProcessor.Core.Summary;

/// <summary>
/// Cuts texts of the summary so that it stays small whatever they hold: at a number of characters, and earlier where many of them have
/// to be escaped in JSON, at six bytes each.
/// </summary>
internal static class BoundedText
{
    private const int MostKeyLength = 1024;
    private const int MostKeyBytes = 2 * MostKeyLength;
    private const int MostTextBytes = 800;

    /// <summary>An object's name. S3 allows 1,024 bytes, so that only a local path can be longer.</summary>
    internal static string Key(string key) => Cut(key, MostKeyLength, MostKeyBytes);

    /// <summary>A message, or a line's beginning.</summary>
    internal static string Text(string text) => Cut(text, SummaryWriter.MostTextLength, MostTextBytes);

    private static string Cut(string text, int mostCharacters, int mostBytes)
    {
        var bytes = 0;
        var length = 0;
        while (length < text.Length && length < mostCharacters && (bytes += BytesInJson(text[length])) <= mostBytes)
        {
            length++;
        }

        if (length == text.Length)
        {
            return text;
        }

        // The mark takes the place of a character, and half a surrogate pair is none.
        length--;
        length -= char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
        return string.Concat(text.AsSpan(0, length), "…");
    }

    /// <summary>At most; the encoder writes most letters beyond ASCII as they are.</summary>
    private static int BytesInJson(char character) =>
        character switch
        {
            '"' or '\\' => 2,
            >= ' ' and <= '~' => 1,
            _ => 6,
        };
}
