namespace LogsProcessor.Aws.Logs;

/// <summary>A log group that cannot be read. The message is one line: which, in which region, why, and where it helps, what to do.</summary>
public sealed class LogGroupException : IOException
{
    public LogGroupException(string message)
        : base(message) { }

    public LogGroupException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>Whether it will be so next time, too: there is no such group, a permission or the credentials are missing.</summary>
    public bool IsLasting { get; init; }
}
