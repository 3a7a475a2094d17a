namespace LogsProcessor.Clone.Jobs;

/// <summary>How a step of a job ended.</summary>
public enum JobOutcome
{
    /// <summary>There is nothing left of it.</summary>
    Done,

    /// <summary>The time was over; its place is kept, and it goes on when it is asked for again.</summary>
    Continued,

    /// <summary>Another worker has it.</summary>
    Busy,
}

/// <summary>A step of a job that was worked on.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Request">The job.</param>
public sealed record JobStep(JobOutcome Outcome, CloneRequest Request);
