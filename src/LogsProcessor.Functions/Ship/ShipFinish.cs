using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Queues;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Functions.Ship;

/// <summary>
/// What is done with the objects of a run once each line is confirmed or given up: the places of unfinished ones are kept, finished ones
/// archived, and what is left to do goes on under a new message. What cannot be done is a failure of the stage "finishing".
/// </summary>
/// <param name="archive">What is done with objects afterwards.</param>
/// <param name="sender">Puts messages into queues.</param>
/// <param name="summary">The run's summary.</param>
/// <param name="cancel">The time is over.</param>
internal sealed class ShipFinish(
    ObjectArchive archive,
    MessageSender sender,
    RunSummary summary,
    CancellationToken cancel
)
{
    /// <summary>Finishes a run.</summary>
    /// <param name="items">The objects that the event names.</param>
    /// <param name="received">The event.</param>
    /// <returns>The messages that failed: they, or the event, have to be tried again.</returns>
    internal async Task<IReadOnlyList<EventMessage>> RunAsync(IReadOnlyList<ShippedItem> items, LambdaEvent received)
    {
        foreach (var item in items.Where(item => !item.IsCompleted && item.HasAdvanced))
        {
            await KeepPlaceAsync(item);
        }

        // An object that nothing came of fails, lest it go round for ever; one that others left no time for does not.
        var hasAdvanced = items.Any(item => item.HasAdvanced);
        foreach (var item in items.Where(item => item.Item.Place is not null && item.RanOutOfTime))
        {
            item.MayContinue = item.IsPlaceKept || (item.IsUntouched && hasAdvanced);
        }

        var isQueue = received.Kind == EventKind.Sqs;
        var failed = new List<EventMessage>();
        // SQS takes back single messages; whoever else calls tries the whole event again.
        foreach (var retried in received.Messages.Chunk(isQueue ? 1 : int.MaxValue))
        {
            var own = items.Where(item => retried.Any(message => ReferenceEquals(message, item.Item.Message))).ToList();
            var isDone = await FinishAsync(own, isQueue, hasFault: retried.Any(message => message.Fault is not null));
            failed.AddRange(isDone ? [] : retried);
            await SettleAsync(own, isDone);
        }

        return failed;
    }

    /// <summary>Finishes the objects that are tried again together, or not at all.</summary>
    /// <returns>Whether nothing of it failed.</returns>
    private async Task<bool> FinishAsync(List<ShippedItem> own, bool isQueue, bool hasFault)
    {
        var left = own.Where(item => !item.IsCompleted).ToList();
        var isFine = !hasFault && left.All(item => item.MayContinue);
        if (!isFine || (left.Count > 0 && !isQueue))
        {
            // All of them will be tried again. Those that are done must be found where they are, and passed over at no cost.
            foreach (var item in own.Where(item => item.IsCompleted && item.HasAdvanced))
            {
                await KeepPlaceAsync(item);
            }

            return isFine;
        }

        foreach (var item in own.Where(item => item.IsCompleted))
        {
            if (!await ArchiveAsync(item))
            {
                // It will be tried again, but its lines need not be.
                isFine = false;
                await KeepPlaceAsync(item);
            }
        }

        return isFine && (left.Count == 0 || await SendOnAsync(left));
    }

    private async Task KeepPlaceAsync(ShippedItem item)
    {
        if (item.Item.Place is { } place)
        {
            item.IsPlaceKept = await TryAsync(item, () => place.SaveAsync(item.Tally, summary.Identity, cancel));
        }
    }

    /// <summary>The place is forgotten first: an object that is gone, or was shipped before, must have none.</summary>
    private Task<bool> ArchiveAsync(ShippedItem item) =>
        TryAsync(
            item,
            async () =>
            {
                await (item.Item.Place?.ForgetAsync(cancel) ?? Task.CompletedTask);
                if (!item.Item.Object.IsArchived)
                {
                    await archive.FinishAsync(item.Item.Source.Opened!, cancel);
                }
            }
        );

    /// <summary>A new message, because going on is no failure: the queue counts how often it hands out one and the same.</summary>
    private Task<bool> SendOnAsync(List<ShippedItem> left)
    {
        var notification = ObjectNotification.Write(left.Select(item => item.Item.Source.Reference));
        var queue = left[0].Item.Message.EventSourceArn;
        return TryAsync(left[0], () => sender.SendAsync(queue, notification, cancel));
    }

    /// <summary>Counts what became of the objects that are not done.</summary>
    private async Task SettleAsync(List<ShippedItem> own, bool isDone)
    {
        foreach (var item in own.Where(item => !item.IsCompleted))
        {
            if (item.MayContinue && (isDone || item.IsPlaceKept))
            {
                item.Tally.MarkContinued();
                continue;
            }

            if (item.RanOutOfTime)
            {
                summary.AddStopped(item.Tally);
                AddUndelivered(item.Tally);
            }

            var note = FailureNote.Write(item.Tally, summary);
            await TryAsync(item, () => archive.NoteAsync(item.Item.Source.Reference, note, cancel));
        }
    }

    private void AddUndelivered(ObjectTally tally)
    {
        if (tally.Undelivered > 0)
        {
            var from = tally.Confirmed.Offset;
            summary.Failures.Sending.Add(
                new Failure(
                    $"{tally.Undelivered} lines, from byte {from} on, were not delivered: the time of the run was over",
                    tally.Name,
                    Offset: from
                )
            );
        }
    }

    private async Task<bool> TryAsync(ShippedItem item, Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (IOException exception)
        {
            summary.Failures.Finishing.Add(new Failure(exception.Message, item.Tally.Name));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            summary.Failures.Finishing.Add(new Failure("the time of the run was over", item.Tally.Name));
        }

        return false;
    }
}
