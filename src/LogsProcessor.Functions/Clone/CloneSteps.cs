using LogsProcessor.Aws.Events;
using LogsProcessor.Clone.Jobs;
using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Functions.Clone;

/// <summary>What one of the clone's functions does with a request.</summary>
/// <param name="suffix">What its requests' keys end with. Other objects are none of its business, whatever notifications say.</param>
/// <param name="work">Does it.</param>
internal sealed class CloneSteps(string suffix, Func<CloneJobs, ObjectReference, StepRun, Task<JobStep>> work)
{
    /// <summary>Plans.</summary>
    internal static CloneSteps Plan { get; } =
        new(JobKeys.RequestSuffix, (jobs, request, run) => jobs.PlanAsync(request, run.Stop, run.Cancel));

    /// <summary>Copies.</summary>
    internal static CloneSteps Copy { get; } =
        new(
            JobKeys.SegmentRequestSuffix,
            (jobs, request, run) => jobs.CopyAsync(request, run.Owner, run.Tally, run.Stop, run.Cancel)
        );

    /// <summary>Whether an object is a request for it.</summary>
    internal bool Takes(ObjectReference reference) => reference.Key.EndsWith(suffix, StringComparison.Ordinal);

    /// <summary>Does it.</summary>
    internal Task<JobStep> RunAsync(CloneJobs jobs, ObjectReference request, StepRun run) => work(jobs, request, run);
}

/// <summary>What a step has to know of the invocation.</summary>
/// <param name="Owner">Who claims segments: the request's id.</param>
/// <param name="Tally">Counts.</param>
/// <param name="Stop">There is no more time to begin anything.</param>
/// <param name="Cancel">There is no more time.</param>
internal sealed record StepRun(string Owner, CloneTally Tally, CancellationToken Stop, CancellationToken Cancel);
