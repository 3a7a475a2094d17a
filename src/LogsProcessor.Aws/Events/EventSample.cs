namespace LogsProcessor.Aws.Events;

/// <summary>The beginning of a body, for an error message: enough to recognise it, too little to flood a log or to leak much.</summary>
internal static class EventSample
{
    private const int MostCharacters = 60;

    /// <summary>The beginning of <paramref name="body"/> on one line, in quotes.</summary>
    internal static string Of(string body)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return "it is empty";
        }

        var head = body.AsSpan().TrimStart();
        var isCut = head.Length > MostCharacters;
        return string.Create(
            null,
            $"it begins with '{OnOneLine(isCut ? head[..MostCharacters] : head)}{(isCut ? "…" : "")}'"
        );
    }

    private static string OnOneLine(ReadOnlySpan<char> text)
    {
        Span<char> shown = stackalloc char[MostCharacters];
        for (var index = 0; index < text.Length; index++)
        {
            shown[index] =
                char.IsControl(text[index]) ? ' '
                : char.IsSurrogate(text[index]) ? '\uFFFD'
                : text[index];
        }

        return new string(shown[..text.Length]);
    }
}
