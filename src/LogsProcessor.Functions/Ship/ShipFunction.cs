using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Checkpoints;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Queues;
using LogsProcessor.Core;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Settings;
using LogsProcessor.Core.Summary;
using LogsProcessor.Functions.Hosting;
using LogsProcessor.Logstash;
using Serilog;

namespace LogsProcessor.Functions.Ship;

/// <summary>
/// The main job as a function: ships the objects that an event names. SQS is told which messages failed; any other event whose object
/// failed, or is not done yet, ends as an error, after the summary, so that Lambda tries it again.
/// </summary>
internal sealed class ShipFunction : IFunction
{
    private readonly ShipSettings _settings;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly S3Objects _objects;
    private readonly CheckpointStore? _checkpoints;
    private readonly ObjectArchive _archive;
    private readonly MessageSender _sender;
    private readonly PipelineOptions _pipeline;
    private readonly BatchStore _batches = new();

    internal ShipFunction(ShipSettings settings, ILogger log, TimeProvider clock)
    {
        _settings = settings;
        _log = log;
        _clock = clock;
        _objects = new S3Objects(settings.S3, clock);
        _checkpoints = settings.Checkpoints is null ? null : _objects.OpenCheckpoints(settings.Checkpoints);
        _archive = _objects.OpenArchive(settings.Archive);
        _sender = new MessageSender(settings.Queues, clock);
        _pipeline = new PipelineOptions { Documents = new DocumentPlans(settings.Documents), MayContinue = true };
    }

    /// <summary>Reads the settings, whose faults go to <paramref name="settings"/>.</summary>
    /// <returns>What builds the function.</returns>
    internal static Func<ILogger, TimeProvider, IFunction> Read(SettingsReader settings)
    {
        var ship = ShipSettings.Read(settings);
        return (log, clock) => new ShipFunction(ship, log, clock);
    }

    public async Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        var summary = new RunSummary(_settings.Identity with { RequestId = invocation.RequestId }, _clock);
        try
        {
            var received = EventReader.Read(invocation.Payload);
            var failed = await ShipAsync(received, invocation, summary);
            return received.Kind == EventKind.Sqs
                    ? InvocationResult.Answer(BatchResponse.Write(failed.Select(message => message.MessageId!)))
                : failed.Count > 0 ? InvocationResult.Failed("ShipFailed", ShipReport.DescribeFailure(summary))
                : ShipReport.DescribeContinuation(summary) is { } rest ? InvocationResult.Failed("NotDoneYet", rest)
                : InvocationResult.Answer("{}"u8.ToArray());
        }
        catch (EventException exception)
        {
            summary.AddFailedMessage(exception.Message);
            return InvocationResult.Failed(nameof(EventException), exception.Message);
        }
        finally
        {
            ShipReport.Tell(_log, summary);
        }
    }

    public void Dispose()
    {
        _objects.Dispose();
        _sender.Dispose();
    }

    /// <summary>Ships what an event names, and finishes it.</summary>
    /// <returns>The messages that failed, or some of whose objects did.</returns>
    private async Task<IReadOnlyList<EventMessage>> ShipAsync(
        LambdaEvent received,
        Invocation invocation,
        RunSummary summary
    )
    {
        Count(received, summary);
        var items = FindItems(received, summary);
        ShipReport.Announce(_log, items, string.Join(", ", _settings.Logstash.Hosts));

        using var sink = new LogstashSink(_settings.Logstash, _batches, summary, _clock);
        using var deadline = new RunDeadline(invocation.Deadline, _settings.DeadlineMargin, _clock);
        await using var hurryUp = deadline.StopReading.Register(sink.HurryUp);
        await using var giveUp = deadline.GiveUp.Register(sink.RunOutOfTime);
        await using var breakOff = deadline.BreakOff.Register(sink.BreakOff);
        var shipped = await new LogPipeline(_pipeline, sink, summary, _clock).RunAsync(
            [.. items.Select(item => item.Object)],
            deadline.StopReading
        );

        var tallies = shipped.ToDictionary(done => done.Source, done => done.Tally);
        var done = items.Select(item => new ShippedItem(item, tallies[item.Object], sink.IsOutOfTime)).ToList();
        return await new ShipFinish(_archive, _sender, summary, deadline.Finish).RunAsync(done, received);
    }

    private List<ShipItem> FindItems(LambdaEvent received, RunSummary summary)
    {
        var items = new List<ShipItem>();
        foreach (var message in received.Messages)
        {
            foreach (var reference in message.Objects)
            {
                if (_settings.Archive.IsArchived(reference.Bucket, reference.Key))
                {
                    // The copy in the archive is an object created, too: moving it on would have no end.
                    summary.AddOwnObjects(1);
                    continue;
                }

                var source = _objects.Get(reference);
                var place = _checkpoints is null ? null : new CheckpointedObject(source, _checkpoints);
                var item = new ArchivableObject(place is null ? source : place, source, _archive);
                items.Add(new ShipItem(message, source, place, item));
            }
        }

        return items;
    }

    private static void Count(LambdaEvent received, RunSummary summary)
    {
        foreach (var message in received.Messages)
        {
            summary.AddSkipped(message.TestEvents, message.RemovedEvents, message.EmptyObjects, message.TestObjects);
            summary.AddOwnObjects(message.OwnObjects);
            if (message.Fault is { } fault)
            {
                summary.AddFailedMessage(message.MessageId is { } id ? $"message {id}: {fault}" : fault);
            }
        }
    }
}
