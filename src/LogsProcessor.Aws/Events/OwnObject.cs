using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Checkpoints;

namespace LogsProcessor.Aws.Events;

/// <summary>Tells the objects that this program has written itself: to ship them would make it write more of them, without end.</summary>
internal static class OwnObject
{
    /// <summary>What the key of a bundle's index ends with.</summary>
    private const string BundleIndexSuffix = ".zip.index.ndjson";

    internal static bool Is(string key) =>
        key.EndsWith(ObjectArchive.NoteSuffix, StringComparison.Ordinal)
        || key.EndsWith(Checkpoint.KeySuffix, StringComparison.Ordinal)
        || key.EndsWith(BundleIndexSuffix, StringComparison.Ordinal);
}
