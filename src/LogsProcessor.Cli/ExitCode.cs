using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>Everything was delivered and is accounted for.</summary>
    public const int Done = 0;

    /// <summary>Something was not read, not delivered, or not what it should be.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a setting is wrong; nothing was begun.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted, by Ctrl-C or SIGTERM, before everything was done.</summary>
    public const int Interrupted = 130;

    /// <summary>The code of a run. One that had completed when it was interrupted is done.</summary>
    public static int Of(RunSummary summary, CancellationToken stop) =>
        summary.Outcome == Outcome.Completed ? Done
        : stop.IsCancellationRequested ? Interrupted
        : Failed;
}
