namespace LogsProcessor.Aws.Writing;

/// <summary>How an object is written.</summary>
public sealed record WriteOptions
{
    private const int Mebibyte = 1024 * 1024;

    /// <summary>What the object says that its content is.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>Whether it is only written where there is no object of that key. Default no: one that is there is replaced.</summary>
    public bool IsNew { get; init; }

    /// <summary>
    /// The bytes of the first parts; content that is no longer goes out in one piece. Default 8 MiB. S3 takes no part below 5 MiB but
    /// the last.
    /// </summary>
    public int PartBytes { get; init; } = 8 * Mebibyte;

    /// <summary>So many parts are under way at most, and one more is being filled: all of them are held in memory. Default 3.</summary>
    public int PartsInFlight { get; init; } = 3;

    /// <summary>After so many parts of a size come larger ones. With the default, 8 MiB do for 885 GiB.</summary>
    internal int PartsOfASize { get; init; } = 1_000;

    /// <summary>S3 takes no more parts.</summary>
    internal int MostParts { get; init; } = 10_000;

    /// <summary>The bytes of a part.</summary>
    /// <param name="number">The part's number, from 1.</param>
    internal int BytesOf(int number)
    {
        const double Growth = 1.5;
        const double Most = 1024 * Mebibyte;
        return (int)Math.Min(PartBytes * Math.Pow(Growth, (number - 1) / PartsOfASize), Most);
    }
}
