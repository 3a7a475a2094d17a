using LogsProcessor.Aws.Logs;
using LogsProcessor.Cli.Selecting;
using LogsProcessor.Cli.Summaries;

namespace LogsProcessor.Cli.Commands;

/// <summary>Where run summaries are read from.</summary>
/// <param name="Name">What a message calls it.</param>
/// <param name="ReadAsync">Reads it to its end.</param>
internal sealed record SummarySource(string Name, Func<CancellationToken, Task<RunHistory>> ReadAsync)
{
    /// <summary>A word of each summary and of no other line that the function writes, as a CloudWatch filter pattern.</summary>
    private const string Pattern = "\"encountered\"";

    /// <summary>A file, or standard input for <c>-</c>.</summary>
    public static SummarySource OfFile(string path, Terminal terminal) =>
        new(
            $"'{path}'",
            async stop =>
            {
                await using var input = InputFile.Open(path, terminal);
                return await LogReader.ReadAsync(input, stop);
            }
        );

    /// <summary>A CloudWatch log group.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="since">The earliest time wanted.</param>
    /// <param name="options">How CloudWatch Logs is reached.</param>
    /// <param name="clock">Signs with the time, and times the waits.</param>
    public static SummarySource OfLogGroup(
        string name,
        DateTimeOffset since,
        LogGroupOptions options,
        TimeProvider clock
    ) =>
        new(
            $"log group '{name}' in {options.Region} {new DateRange(since, null)}",
            async stop =>
            {
                using var group = new LogGroup(name, options, clock);
                try
                {
                    return await LogReader.ReadAsync(group.ReadAsync(Pattern, since, stop), stop);
                }
                catch (LogGroupException exception) when (exception.IsLasting)
                {
                    throw new UsageException(exception.Message);
                }
            }
        );
}
