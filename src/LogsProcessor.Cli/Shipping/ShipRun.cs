using System.Net;
using LogsProcessor.Cli.Estimating;
using LogsProcessor.Cli.Receiving;
using LogsProcessor.Cli.Resuming;
using LogsProcessor.Cli.Selecting;
using LogsProcessor.Core;
using LogsProcessor.Core.Summary;
using LogsProcessor.Logstash;

namespace LogsProcessor.Cli.Shipping;

/// <summary>One run of <c>ship</c> or <c>redrive</c>: objects through the pipeline as they are found, and what came of it to the terminal.</summary>
internal sealed class ShipRun(ShipOptions options, IShipSource source, Terminal terminal)
{
    private readonly RunSummary _summary = new(options.Identity, terminal.Clock);

    /// <summary>Ships. However it goes, once it has begun, the last line of standard output is the summary.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        using var done = options.StateFile is { } path ? ResumeLog.Open(path) : null;
        var selection = new SourceSelection(options.Range, done);
        await using var queue = SourceQueue.Start(source, selection, stop);
        source.Begin(_summary);
        if (options.IsDryRun)
        {
            return await EstimateAsync(queue, stop);
        }

        // Whether there is anything at all is a question of usage, and asked before a receiver is set up.
        await queue.AnyAsync();
        using var received = options.EmbeddedOut is { } kept ? LineStore.Create(kept, done is not null) : null;
        await using var receiver = received is null
            ? null
            : Receiver.Start(new IPEndPoint(IPAddress.Loopback, 0), received);
        var isRecorded = false;
        try
        {
            isRecorded = await ShipAsync(queue, receiver, done, stop);
        }
        finally
        {
            ShipReport.Write(terminal, _summary, receiver, options.EmbeddedOut);
            TellSelection(queue, done);
            terminal.Report(SummaryWriter.Write(_summary));
        }

        var code = ExitCode.Of(_summary, stop);
        return code == ExitCode.Done && !(HasAll(receiver) && isRecorded) ? ExitCode.Failed : code;
    }

    private async Task<int> EstimateAsync(SourceQueue queue, CancellationToken stop)
    {
        var code = await new DryRun(queue, terminal).RunAsync(stop);
        foreach (var failure in _summary.Failures.Reading.LastFew)
        {
            terminal.Complain(Printable.Of(failure.Message));
        }

        return _summary.FailedMessages > 0 ? ExitCode.Failed : code;
    }

    /// <summary>Ships, records what is done, and reports to the source.</summary>
    /// <returns>Whether what is done is recorded, if it was to be.</returns>
    private async Task<bool> ShipAsync(SourceQueue queue, Receiver? receiver, ResumeLog? done, CancellationToken stop)
    {
        using var sink = new LogstashSink(DeliveryTo(receiver), new BatchStore(), _summary, terminal.Clock);
        var pipeline = new LogPipeline(options.Pipeline, sink, _summary, terminal.Clock);

        // The sink gives up with the first line that it could not deliver; to read on would be for nothing.
        var objects = queue.ShipAllAsync(() => _summary.Failures.Sending.Total > 0);
        var shipping = pipeline.RunAsync(objects, stop);
        var recording = done is null
            ? Task.CompletedTask
            : new CompletionWatch(done, _summary, terminal.Clock).FollowAsync(shipping);
        await new ShipProgress(terminal, _summary, queue).ShowAsync(shipping, stop);
        if (receiver is not null)
        {
            await receiver.StopAsync();
        }

        source.Report(await shipping, queue.IsWhole, terminal);
        return await IsRecordedAsync(recording);
    }

    private async Task<bool> IsRecordedAsync(Task recording)
    {
        try
        {
            await recording;
            return true;
        }
        catch (IOException exception)
        {
            terminal.Complain(
                $"--resume is '{options.StateFile}': it could not be written, so that what was shipped will be again: "
                    + exception.Message
            );
            return false;
        }
    }

    private LogstashOptions DeliveryTo(Receiver? receiver)
    {
        if (receiver is null)
        {
            return options.Delivery;
        }

        var own = receiver.EndPoint;
        terminal.Tell($"no --logstash: shipping to a receiver of its own on {own}");
        return options.Delivery with { Hosts = [new HostAddress(own.Address.ToString(), own.Port)] };
    }

    private void TellSelection(SourceQueue queue, ResumeLog? done)
    {
        if (queue.Selection.Describe() is { } leftOut)
        {
            terminal.Tell(leftOut);
        }

        if (queue.IsCutShort)
        {
            terminal.Complain("nothing can be delivered any more: the rest of the objects was not begun");
        }

        if (done is not null)
        {
            terminal.Tell(
                $"{done.Recorded} objects recorded in {options.StateFile}"
                    + (done.WasCut ? "; its last line was cut, and is dropped" : "")
            );
        }
    }

    /// <summary>The embedded receiver is asked too: that everything was confirmed, and is there, are told by different ends.</summary>
    private bool HasAll(Receiver? receiver) =>
        receiver is null
        || (
            receiver.Fault is null
            && receiver.Counts.IsClean
            && receiver.Counts.Lines >= _summary.Objects.Sum(tally => tally.Sent)
        );
}
