using LogsProcessor.Cli.Sources;
using LogsProcessor.Core;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Shipping;

/// <summary>Where the objects of a run come from, and who wants to know what became of them.</summary>
internal interface IShipSource
{
    /// <summary>The objects, as they are found.</summary>
    /// <exception cref="UsageException">There is nothing to ship at all.</exception>
    IAsyncEnumerable<SourceObject> FindAsync(CancellationToken cancel);

    /// <summary>Counts what is known before anything is shipped, and is no object.</summary>
    void Begin(RunSummary summary);

    /// <summary>Tells what became of the objects; before the summary, which is the last word.</summary>
    /// <param name="shipped">The objects that were begun.</param>
    /// <param name="isWhole">Whether these are all that were to be shipped; the others are left out because they need not be.</param>
    /// <param name="terminal">Where to.</param>
    void Report(IReadOnlyList<ShippedObject> shipped, bool isWhole, Terminal terminal);
}
