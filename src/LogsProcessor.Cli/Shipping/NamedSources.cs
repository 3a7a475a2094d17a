using LogsProcessor.Cli.Sources;
using LogsProcessor.Core;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Shipping;

/// <summary>Sources named on the command line. The summary and the run's report tell all there is to tell of them.</summary>
internal sealed class NamedSources(SourceFinder finder, IReadOnlyList<string> names) : IShipSource
{
    /// <inheritdoc/>
    public IAsyncEnumerable<SourceObject> FindAsync(CancellationToken cancel) => finder.FindAsync(names, cancel);

    /// <inheritdoc/>
    public void Begin(RunSummary summary) { }

    /// <inheritdoc/>
    public void Report(IReadOnlyList<ShippedObject> shipped, bool isWhole, Terminal terminal) { }
}
