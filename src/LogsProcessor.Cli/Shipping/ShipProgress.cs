using LogsProcessor.Core.Summary;
using Spectre.Console;

namespace LogsProcessor.Cli.Shipping;

/// <summary>The progress of a run: a bar, the pace, the time that remains; on standard error, and only if that is a terminal.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="summary">Counts what was read.</param>
/// <param name="queue">Knows how much there is: until all objects are found, and if the size of one is not known, there is no bar to fill.</param>
internal sealed class ShipProgress(Terminal terminal, RunSummary summary, SourceQueue queue)
{
    /// <summary>Shows how <paramref name="shipping"/> goes until it ends, and ends as it does.</summary>
    public async Task ShowAsync(Task shipping, CancellationToken stop)
    {
        await ProgressBar.ShowAsync(
            terminal,
            shipping,
            bar => Update(bar, stop.IsCancellationRequested ? "delivering what was read" : "shipping")
        );
        await shipping;
    }

    private void Update(ProgressTask bar, string doing)
    {
        var objects = summary.Objects;
        var bytes = objects.Sum(tally => tally.BytesRead);
        var lines = objects.Sum(tally => tally.Encountered);
        var all = queue.IsComplete ? $"{queue.Count:N0}" : $"{queue.Count:N0}+";
        var pace = ShipPace.Describe(lines, bytes, summary.Elapsed);
        bar.Description = $"{doing}: {objects.Count:N0} of {all} objects, {pace}";
        var total = queue.IsComplete ? queue.Bytes : null;
        bar.IsIndeterminate = total is null;
        if (total is not null)
        {
            bar.MaxValue = Math.Max(total.Value, 1);
            bar.Value = bytes;
        }
    }
}
