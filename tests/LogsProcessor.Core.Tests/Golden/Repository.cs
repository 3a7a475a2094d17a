namespace LogsProcessor.Core.Tests.Golden;

/// <summary>Files of the working copy.</summary>
internal static class Repository
{
    /// <summary>Whether golden files are written anew instead of compared: <c>LOGSPROCESSOR_WRITE_GOLDEN=1</c>.</summary>
    internal static bool WritesGolden { get; } =
        Environment.GetEnvironmentVariable("LOGSPROCESSOR_WRITE_GOLDEN") == "1";

    internal static string TestData { get; } = Path.Combine(FindRoot(), "testdata");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LogsProcessor.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no folder with LogsProcessor.sln above {AppContext.BaseDirectory}");
    }
}
