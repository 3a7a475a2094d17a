namespace LogsProcessor.Aws.Events;

/// <summary>A payload, or a piece of one, that is no event of a known kind. The message says what it looks like, on one line.</summary>
public sealed class EventException : Exception
{
    public EventException(string message)
        : base(message) { }

    public EventException(string message, Exception inner)
        : base(message, inner) { }
}
