using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Checkpoints;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Functions.Ship;

/// <summary>An object that a message names.</summary>
/// <param name="Message">The message.</param>
/// <param name="Source">The object.</param>
/// <param name="Place">Its place among the runs, or null if there is nowhere to keep one.</param>
/// <param name="Object">What the pipeline is given.</param>
internal sealed record ShipItem(
    EventMessage Message,
    S3LogObject Source,
    CheckpointedObject? Place,
    ArchivableObject Object
);
