namespace LogsProcessor.Clone.Reporting;

/// <summary>An object that is not as it should be.</summary>
/// <param name="Kind"><c>failed</c>, <c>changed</c>, <c>missing</c>, <c>different</c>, <c>unverifiable</c>, <c>extra</c>.</param>
/// <param name="Key">Its key in the source; that of an extra one in the destination.</param>
/// <param name="Message">What is the matter, in words; null where the kind says it all.</param>
public sealed record CloneProblem(string Kind, string Key, string? Message);

/// <summary>Takes down what is not as it should be. Thread-safe.</summary>
public interface IProblemLog
{
    /// <summary>Adds one.</summary>
    void Add(CloneProblem problem);
}
