using LogsProcessor.Core.Summary;

namespace LogsProcessor.Functions.Ship;

/// <summary>An object that a message names, once each of its lines is confirmed or given up.</summary>
/// <param name="item">The object.</param>
/// <param name="tally">Its counts.</param>
/// <param name="isOutOfTime">Whether delivering ended because the time was over.</param>
internal sealed class ShippedItem(ShipItem item, ObjectTally tally, bool isOutOfTime)
{
    internal ShipItem Item => item;

    internal ObjectTally Tally => tally;

    internal bool IsCompleted => tally.Outcome == Outcome.Completed;

    /// <summary>Whether nothing but the time was in the way.</summary>
    internal bool RanOutOfTime => !IsCompleted && (tally.IsStopped || (isOutOfTime && tally.Undelivered > 0));

    /// <summary>Whether lines are confirmed that were not before.</summary>
    internal bool HasAdvanced => tally.Confirmed.Offset > tally.Start.Offset;

    /// <summary>Whether the time was over before it was opened.</summary>
    internal bool IsUntouched => RanOutOfTime && tally.Identity is null;

    /// <summary>Whether the next run will find its place.</summary>
    internal bool IsPlaceKept { get; set; }

    /// <summary>Whether it goes on in another run, and that is progress.</summary>
    internal bool MayContinue { get; set; }
}
