using System.Globalization;
using LogsProcessor.Bundle.Summary;

namespace LogsProcessor.Cli.Bundling;

/// <summary>Shows on the terminal how far a run is, twice a second, in a line that is written over. Nowhere else it shows nothing.</summary>
internal sealed class BundleProgress : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _over = new();
    private readonly Task _showing;

    private BundleProgress(BundleSummary summary, Terminal terminal) =>
        _showing = terminal.IsErrorTerminal ? ShowAsync(summary, terminal) : Task.CompletedTask;

    /// <summary>Begins to show it.</summary>
    public static BundleProgress Start(BundleSummary summary, Terminal terminal) => new(summary, terminal);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task ShowAsync(BundleSummary summary, Terminal terminal)
    {
        const string ClearLine = "\r\u001b[K";
        using var timer = new PeriodicTimer(Interval, terminal.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
            {
                var seconds = Math.Max(summary.Elapsed.TotalSeconds, 0.001);
                await terminal.Error.WriteAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{ClearLine}{summary.Objects:N0} objects, {summary.Objects / seconds:N0}/s, {summary.BytesRead / seconds / 1e6:N1} MB/s"
                    )
                );
            }
        }
        finally
        {
            await terminal.Error.WriteAsync(ClearLine);
        }
    }
}
