using LogsProcessor.Aws.Copying;
using LogsProcessor.Aws.Listing;
using LogsProcessor.Clone.Keys;

namespace LogsProcessor.Clone.Copying;

/// <summary>What every segment of a clone is worked on with.</summary>
/// <param name="Lister">Lists.</param>
/// <param name="Copier">Copies.</param>
/// <param name="Mapping">From where to where.</param>
/// <param name="Options">How.</param>
/// <param name="Began">When the clone was begun: what is put into the source later is not part of it.</param>
internal sealed record CloneTools(
    ObjectLister Lister,
    ObjectCopier Copier,
    KeyMapping Mapping,
    CloneOptions Options,
    DateTimeOffset Began
);
