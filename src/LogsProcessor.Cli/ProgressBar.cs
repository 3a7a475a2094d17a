using Spectre.Console;

namespace LogsProcessor.Cli;

/// <summary>A bar, the pace, the time that remains: in a line of standard error that is written over, and only if that is a terminal.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Shows how work goes until it ends. How it ended is the caller's to find out.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="work">The work.</param>
    /// <param name="update">Says how far it is.</param>
    public static async Task ShowAsync(Terminal terminal, Task work, Action<ProgressTask> update)
    {
        if (!terminal.IsErrorTerminal)
        {
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        await console
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(context =>
                FollowAsync(context.AddTask("beginning", maxValue: 1), terminal.Clock, work, update)
            );
    }

    private static async Task FollowAsync(ProgressTask bar, TimeProvider clock, Task work, Action<ProgressTask> update)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (!work.IsCompleted)
        {
            update(bar);
            await Task.WhenAny(work, timer.WaitForNextTickAsync(CancellationToken.None).AsTask());
        }
    }
}
