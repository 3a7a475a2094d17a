using System.Globalization;
using LogsProcessor.Clone;
using LogsProcessor.Clone.Reporting;
using Spectre.Console;

namespace LogsProcessor.Cli.Cloning;

/// <summary>The progress of a clone: a bar, the pace, the time that remains; on standard error, and only if that is a terminal.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="run">Knows how much there is. Until all is listed there is no bar to fill.</param>
/// <param name="tally">Knows how much is done.</param>
internal sealed class CloneProgress(Terminal terminal, CloneRun run, CloneTally tally)
{
    private const double Megabyte = 1e6;

    private readonly long _began = terminal.Clock.GetTimestamp();

    /// <summary>Shows how <paramref name="cloning"/> goes until it ends, and ends as it does.</summary>
    public async Task<bool> ShowAsync(Task<bool> cloning, CancellationToken stop)
    {
        await ProgressBar.ShowAsync(
            terminal,
            cloning,
            bar => Update(bar, stop.IsCancellationRequested ? "ending what is on its way" : "cloning")
        );
        return await cloning;
    }

    private void Update(ProgressTask bar, string doing)
    {
        var counts = tally.Counts;
        var (objects, _, isAll) = run.Found;
        // Where nothing but the comparison is wanted, that is the work.
        var copied = counts.Copied + counts.AlreadyThere + counts.ToCopy + counts.Failed;
        var done = Math.Max(copied, counts.Verified.Compared);
        var seconds = Math.Max(terminal.Clock.GetElapsedTime(_began).TotalSeconds, 0.001);
        bar.Description = string.Create(
            CultureInfo.InvariantCulture,
            $"{doing}: {done:N0} of {objects:N0}{(isAll ? "" : "+")} objects, {done / seconds:N0}/s, {counts.CopiedBytes / Megabyte / seconds:N1} MB/s"
        );
        bar.IsIndeterminate = !isAll;
        if (isAll)
        {
            bar.MaxValue = Math.Max(objects, 1);
            bar.Value = done;
        }
    }
}
