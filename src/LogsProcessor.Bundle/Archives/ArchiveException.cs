namespace LogsProcessor.Bundle.Archives;

/// <summary>An archive that cannot be read or written, or does not hold what it should. The message is one line: which, and why.</summary>
public sealed class ArchiveException : IOException
{
    public ArchiveException(string message)
        : base(message) { }

    public ArchiveException(string message, Exception inner)
        : base(message, inner) { }
}
