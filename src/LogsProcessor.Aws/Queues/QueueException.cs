namespace LogsProcessor.Aws.Queues;

/// <summary>A message that could not be put into a queue. The message is one line: which queue, and why.</summary>
public sealed class QueueException : IOException
{
    public QueueException(string message)
        : base(message) { }

    public QueueException(string message, Exception inner)
        : base(message, inner) { }
}
