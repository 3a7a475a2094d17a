using LogsProcessor.Cli.Sources;

namespace LogsProcessor.Cli.Commands;

/// <summary>The argument <c>[FILE|-]</c> of verbs that read records.</summary>
internal static class InputFile
{
    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="UsageException">There is no such file, or it may not be read.</exception>
    public static Stream Open(string path, Terminal terminal)
    {
        if (path == "-")
        {
            return new InterruptibleStream(terminal.Input);
        }

        try
        {
            return File.Exists(path) ? File.OpenRead(path) : throw new UsageException($"'{path}' is not a file");
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}' may not be read: permission denied");
        }
    }
}
