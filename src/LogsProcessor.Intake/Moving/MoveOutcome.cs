namespace LogsProcessor.Intake.Moving;

/// <summary>What became of a file that was handed in.</summary>
public enum MoveOutcome
{
    /// <summary>It is in the archive, and no longer where it was handed in.</summary>
    Archived,

    /// <summary>It was in the archive before: the event came twice, or late.</summary>
    AlreadyArchived,

    /// <summary>It is not there, and this content not in the archive: replaced, quarantined or deleted before the event came.</summary>
    Gone,

    /// <summary>It is in quarantine, with a note on why.</summary>
    Quarantined,

    /// <summary>It is not under the prefix of files that are handed in, and was left alone.</summary>
    Elsewhere,
}
