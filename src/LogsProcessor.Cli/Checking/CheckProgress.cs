using System.Globalization;
using LogsProcessor.Check.Reporting;
using Spectre.Console;

namespace LogsProcessor.Cli.Checking;

/// <summary>The progress of a check: a bar, the pace, the time that remains; on standard error, and only if that is a terminal.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="tally">Counts what was read.</param>
/// <param name="length">How much there is, or null: then there is no bar to fill.</param>
/// <param name="run">Knows how long it takes.</param>
internal sealed class CheckProgress(Terminal terminal, CheckTally tally, long? length, CheckRun run)
{
    /// <summary>Shows how <paramref name="checking"/> goes until it ends, and ends as it does.</summary>
    public async Task ShowAsync(Task checking)
    {
        await ProgressBar.ShowAsync(terminal, checking, Update);
        await checking;
    }

    private void Update(ProgressTask bar)
    {
        bar.Description = string.Create(
            CultureInfo.InvariantCulture,
            $"checking: {tally.Rows:N0} rows, {tally.Invalid:N0} invalid, {CheckTables.Pace(tally, run.Elapsed)}"
        );
        bar.IsIndeterminate = length is null;
        bar.MaxValue = Math.Max(length ?? 1, 1);
        bar.Value = length is null ? 0 : tally.BytesRead;
    }
}
