namespace LogsProcessor.Cli;

/// <summary>A command line that cannot be carried out. The message is one line: the thing, its value, what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
