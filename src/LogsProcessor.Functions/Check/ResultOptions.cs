using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Functions.Check;

/// <summary>Where the results of checks are.</summary>
/// <param name="Bucket">The bucket, or null for the object's own.</param>
/// <param name="Prefix">What their keys begin with; never empty, so that results are told from files.</param>
internal sealed record ResultOptions(string? Bucket, string Prefix)
{
    /// <summary>Where a content's results are: the same content has the same place, however often it is handed in.</summary>
    /// <param name="bucket">The object's bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="etag">The content's ETag.</param>
    internal ResultPlace PlaceOf(string bucket, string key, string etag)
    {
        var folder = $"{Prefix}{key}/{etag}/";
        return new ResultPlace(
            new S3Location(Bucket ?? bucket, folder + "result.csv.gz"),
            new S3Location(Bucket ?? bucket, folder + "report.json")
        );
    }

    /// <summary>Whether an object is a result. To check it would make another, without end.</summary>
    internal bool IsResult(string bucket, string key) =>
        (Bucket ?? bucket) == bucket && key.StartsWith(Prefix, StringComparison.Ordinal);
}

/// <summary>Where a content's results are.</summary>
/// <param name="Rows">The annotated rows.</param>
/// <param name="Report">The report. It is written last: where it is, all is done.</param>
internal sealed record ResultPlace(S3Location Rows, S3Location Report);
