namespace LogsProcessor.Intake.Keys;

/// <summary>How a file is cut into parts: by its size alone, so that it is cut the same way whenever somebody goes on with it.</summary>
/// <param name="Size">The file's length in bytes.</param>
/// <param name="PartBytes">The length of each part but the last, in bytes.</param>
internal sealed record PartPlan(long Size, long PartBytes)
{
    private const int MostParts = 10_000;
    private const long Mebibyte = 1024 * 1024;

    /// <summary>How many parts there are.</summary>
    internal int Count => (int)((Size + PartBytes - 1) / PartBytes);

    /// <summary>Cuts a file.</summary>
    /// <param name="size">Its length in bytes, at least 1.</param>
    /// <param name="wanted">The length of parts that is wanted; S3 takes 10,000 parts at most, so they may have to be longer.</param>
    internal static PartPlan Of(long size, long wanted)
    {
        var least = (size + MostParts - 1) / MostParts;
        return new PartPlan(size, Math.Max(wanted, (least + Mebibyte - 1) / Mebibyte * Mebibyte));
    }

    /// <summary>The length of a part in bytes.</summary>
    /// <param name="number">Its number, from 1 to <see cref="Count"/>.</param>
    internal long LengthOf(int number) => Math.Min(PartBytes, Size - ((number - 1) * PartBytes));
}
