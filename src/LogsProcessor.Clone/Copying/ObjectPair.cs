using LogsProcessor.Aws.Listing;

namespace LogsProcessor.Clone.Copying;

/// <summary>What is under one key on both sides. At least one of them is there.</summary>
/// <param name="Source">The source's object, or null.</param>
/// <param name="Target">The destination's, or null.</param>
internal readonly record struct ObjectPair(ListedObject? Source, ListedObject? Target);
