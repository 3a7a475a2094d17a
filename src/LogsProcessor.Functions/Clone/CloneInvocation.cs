using LogsProcessor.Clone.Jobs;
using LogsProcessor.Clone.Reporting;
using LogsProcessor.Core.Summary;
using LogsProcessor.Functions.Hosting;
using Serilog;

namespace LogsProcessor.Functions.Clone;

/// <summary>What is told of one invocation: a warning if something failed, and the summary.</summary>
/// <param name="identity">Which run.</param>
/// <param name="clock">The time.</param>
internal sealed class CloneInvocation(RunIdentity identity, TimeProvider clock)
{
    private readonly long _began = clock.GetTimestamp();
    private CloneRequest? _job;

    /// <summary>What became of objects.</summary>
    internal CloneTally Tally { get; } = new();

    /// <summary>Whether something goes on in another run.</summary>
    internal bool IsContinued { get; set; }

    /// <summary>Why it has to be tried again, in one line.</summary>
    internal string Reason { get; set; } = "";

    /// <summary>Something failed.</summary>
    /// <returns>False.</returns>
    internal bool Fail(string message)
    {
        Reason = message;
        Tally.Failures.Add(new Failure(message));
        return false;
    }

    /// <summary>A step was worked on.</summary>
    internal void Note(JobStep step) => _job = step.Request;

    /// <summary>Tells.</summary>
    internal void Tell(ILogger log, long refused)
    {
        if (Tally.Failures.Last is { } last)
        {
            log.Warning(
                "{Total} failures, the last: {Message} {Key}",
                Tally.Failures.Total,
                last.Message,
                last.Key ?? ""
            );
        }

        var report = new CloneReport
        {
            Identity = identity,
            Source = _job?.Source,
            Destination = _job?.Destination,
            Counts = Tally.Counts,
            Failures = Tally.Failures,
            IsWhole = !IsContinued,
            IsContinued = IsContinued,
            Refused = refused,
            Elapsed = clock.GetElapsedTime(_began),
            Now = clock.GetUtcNow(),
        };
        log.Summary(CloneSummaryWriter.Write(report));
    }
}
