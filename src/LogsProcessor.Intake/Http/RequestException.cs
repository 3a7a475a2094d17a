namespace LogsProcessor.Intake.Http;

/// <summary>A request that cannot be carried out. The message is for the caller.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">What is wrong, and what would be right.</param>
internal sealed class RequestException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    internal int Status => status;
}
