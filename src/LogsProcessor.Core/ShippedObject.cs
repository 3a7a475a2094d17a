using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core;

/// <summary>An object, and what became of it.</summary>
/// <param name="Source">The object.</param>
/// <param name="Tally">Its counts. Final once the run has ended.</param>
public sealed record ShippedObject(ILogObject Source, ObjectTally Tally);
