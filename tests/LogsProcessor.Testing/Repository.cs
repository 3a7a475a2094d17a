namespace LogsProcessor.Testing;

/// <summary>Where the repository's files are, seen from a test that runs out of its project's output folder.</summary>
public static class Repository
{
    private const string SolutionFile = "LogsProcessor.sln";

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// The command-line program: <c>logsprocessor</c> in the folder that <c>LOGSPROCESSOR_NATIVE</c> names, or without it the assembly
    /// of the same configuration as the running test.
    /// </summary>
    public static string Cli { get; } = Native("logsprocessor") ?? Output("LogsProcessor.Cli", "logsprocessor.dll");

    /// <summary>The Lambda function: <c>bootstrap</c> in that folder, or the assembly.</summary>
    public static string Function { get; } = Native("bootstrap") ?? Output("LogsProcessor.Functions", "bootstrap.dll");

    /// <summary>The full path of a file or folder of the repository.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string? Native(string program) =>
        Environment.GetEnvironmentVariable("LOGSPROCESSOR_NATIVE") is { Length: > 0 } folder
            ? Path.Combine(folder, program)
            : null;

    // A test's own output folder is bin/<configuration>/<framework>, and so is that of what it runs.
    private static string Output(string project, string assembly)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return PathOf("src", project, "bin", framework.Parent!.Name, framework.Name, assembly);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionFile)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no {SolutionFile} in or above {AppContext.BaseDirectory}");
    }
}
