using System.Text;
using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Cli.Cloning;

/// <summary>Writes problems into a file, a line of JSON each. Thread-safe.</summary>
internal sealed class ProblemFile : IProblemLog, IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _file;

    private ProblemFile(StreamWriter file) => _file = file;

    /// <summary>Makes the file, or empties it.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static ProblemFile Create(string path)
    {
        try
        {
            return new ProblemFile(new StreamWriter(path, append: false, new UTF8Encoding(false)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"--report is '{path}': a file that can be written is allowed ({exception.Message})"
            );
        }
    }

    public void Add(CloneProblem problem)
    {
        var line = JsonText.Of(json =>
        {
            json.WriteString("kind", problem.Kind);
            json.WriteString("key", problem.Key);
            if (problem.Message is { } message)
            {
                json.WriteString("message", message);
            }
        });
        lock (_lock)
        {
            _file.WriteLine(line);
        }
    }

    public void Dispose() => _file.Dispose();
}
