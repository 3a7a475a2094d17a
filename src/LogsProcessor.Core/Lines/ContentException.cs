namespace LogsProcessor.Core.Lines;

/// <summary>An object whose content is no log text, or is broken. The message says what it is.</summary>
public sealed class ContentException : IOException
{
    public ContentException(string message)
        : base(message) { }

    public ContentException(string message, Exception inner)
        : base(message, inner) { }
}
