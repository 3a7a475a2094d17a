namespace LogsProcessor.Cli.Resuming;

/// <summary>How the system tells that a file is locked.</summary>
internal static class StateFileFault
{
    /// <summary>What .NET gives as an exception's result where the lock is held by another: <c>EWOULDBLOCK</c> on Linux.</summary>
    public const int WouldBlock = 11;
}
