using System.IO.Enumeration;

namespace LogsProcessor.Cli.Sources;

/// <summary>The logs in a folder and the folders below it.</summary>
internal static class LogFolder
{
    /// <summary>Names of logs; every other file is passed over.</summary>
    private static readonly string[] LogNames = ["*.log", "*.gz", "ELB*TestFile"];

    // Links to folders are not followed: they may lead in circles.
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.None,
    };

    /// <summary>The paths of the logs, which begin with <paramref name="folder"/> as given, in ordinal order.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static IReadOnlyList<string> Find(string folder)
    {
        var found = new FileSystemEnumerable<string>(
            folder,
            static (ref entry) => entry.ToSpecifiedFullPath(),
            Everything
        )
        {
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory && IsLogName(entry.FileName),
            ShouldRecursePredicate = static (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        try
        {
            return [.. found.Order(StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"folder '{folder}' may not be read: {exception.Message}", exception);
        }
    }

    private static bool IsLogName(ReadOnlySpan<char> name)
    {
        foreach (var pattern in LogNames)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
            {
                return true;
            }
        }

        return false;
    }
}
