using LogsProcessor.Cli.Resuming;
using LogsProcessor.Cli.Sources;

namespace LogsProcessor.Cli.Selecting;

/// <summary>Which of the objects found are shipped, and how many are not.</summary>
/// <param name="range">The dates wanted.</param>
/// <param name="done">What earlier runs have shipped, or null.</param>
internal sealed class SourceSelection(DateRange range, ResumeLog? done)
{
    /// <summary>Objects of other dates.</summary>
    public int OutOfRange { get; private set; }

    /// <summary>Objects that were shipped before, with the content that they have.</summary>
    public int DoneBefore { get; private set; }

    /// <summary>Whether an object is to be shipped. One that cannot be judged is: duplicates are chosen over loss.</summary>
    public bool Takes(SourceObject source)
    {
        if (source.IsMissing)
        {
            return true;
        }

        if (range.IsBounded && ObjectDate.Of(source) is { } date && !range.Contains(date))
        {
            OutOfRange++;
            return false;
        }

        if (source.Identity is { } identity && done?.IsDone(identity) == true)
        {
            DoneBefore++;
            return false;
        }

        return true;
    }

    /// <summary>As in <c>3 objects were done before, 7 are out of range</c>; null if none was left out.</summary>
    public string? Describe()
    {
        var parts = new List<string>();
        if (DoneBefore > 0)
        {
            parts.Add($"{DoneBefore} shipped before");
        }

        if (OutOfRange > 0)
        {
            parts.Add($"{OutOfRange} out of range");
        }

        return parts.Count > 0 ? $"objects left out: {string.Join(", ", parts)}" : null;
    }
}
