using System.Text.Json.Serialization;

namespace LogsProcessor.Clone;

/// <summary>One end of a clone: a bucket, or the keys in it that begin with a prefix.</summary>
public sealed record ClonePlace
{
    /// <summary>The bucket.</summary>
    [JsonPropertyName("name")]
    public required string Bucket { get; init; }

    /// <summary>What the keys begin with; empty for all. It is text, not a folder: <c>logs</c> is also the beginning of <c>logs-old/x</c>.</summary>
    public string Prefix
    {
        get;
        // Where JSON has none, the generated reader gives null.
        init => field = value ?? "";
    } = "";

    /// <summary><c>s3://bucket/prefix</c>.</summary>
    public override string ToString() => $"s3://{Bucket}/{Prefix}";

    /// <summary>Whether keys of the one can be keys of the other.</summary>
    public bool Overlaps(ClonePlace other) =>
        Bucket == other.Bucket
        && (
            Prefix.StartsWith(other.Prefix, StringComparison.Ordinal)
            || other.Prefix.StartsWith(Prefix, StringComparison.Ordinal)
        );
}
