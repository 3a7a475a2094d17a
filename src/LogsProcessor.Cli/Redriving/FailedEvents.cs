using LogsProcessor.Aws.Events;
using LogsProcessor.Cli.Shipping;
using LogsProcessor.Cli.Sources;
using LogsProcessor.Core;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Redriving;

/// <summary>The objects that failed events name, each shipped once, however many events name it.</summary>
internal sealed class FailedEvents(IReadOnlyList<FailedEvent> events, S3Store store) : IShipSource
{
    private readonly Dictionary<(string Bucket, string Key, string? Version), SourceObject> _objects = [];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceObject> FindAsync(CancellationToken cancel)
    {
        foreach (var reference in events.SelectMany(failed => failed.Message.Objects))
        {
            _objects.TryAdd(IdentityOf(reference), store.Get(reference));
        }

        return _objects.Values.ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    public void Begin(RunSummary summary)
    {
        foreach (var failed in events)
        {
            var message = failed.Message;
            summary.AddSkipped(message.TestEvents, message.RemovedEvents, message.EmptyObjects, message.TestObjects);
            if (message.Fault is { } fault)
            {
                summary.AddFailedMessage($"{failed.Name}: {fault}");
            }
        }
    }

    /// <inheritdoc/>
    public void Report(IReadOnlyList<ShippedObject> shipped, bool isWhole, Terminal terminal)
    {
        var tallies = shipped.ToDictionary(item => item.Source, item => item.Tally);
        foreach (var failed in events)
        {
            var objects = failed
                .Message.Objects.Select(reference => new RedrivenObject(reference, OutcomeOf(reference)))
                .ToList();
            terminal.Report(new RedrivenEvent(failed, objects).ToJson());
        }

        RedriveOutcome OutcomeOf(ObjectReference reference) =>
            tallies.TryGetValue(_objects[IdentityOf(reference)].Object, out var tally)
                ? tally.Outcome switch
                {
                    Outcome.Completed => RedriveOutcome.Completed,
                    Outcome.Partial => RedriveOutcome.Partial,
                    _ => RedriveOutcome.Failed,
                }
            : isWhole ? RedriveOutcome.LeftOut
            : RedriveOutcome.NotBegun;
    }

    private static (string, string, string?) IdentityOf(ObjectReference reference) =>
        (reference.Bucket, reference.Key, reference.VersionId);
}
