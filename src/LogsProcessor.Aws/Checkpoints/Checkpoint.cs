using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Aws.Checkpoints;

/// <summary>
/// Where a run left an object, for the next one to go on from: every line before the place is confirmed. It holds for one content of
/// the object only, which the ETag tells.
/// </summary>
public sealed record Checkpoint
{
    /// <summary>What the keys of checkpoints end with.</summary>
    public const string KeySuffix = ".checkpoint.json";

    /// <summary>The object's bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The object's key.</summary>
    public required string Key { get; init; }

    /// <summary>The object's ETag, without quotes.</summary>
    [JsonPropertyName("etag")]
    public required string ETag { get; init; }

    /// <summary>Whether the object's text is compressed, so that the place can be reached through what stands before it only.</summary>
    public required bool Compressed { get; init; }

    /// <summary>The byte offset in the (decompressed) text at which the next line begins.</summary>
    public required long Offset { get; init; }

    /// <summary>The number of lines before it.</summary>
    public long Line => Parsed + Malformed + Skipped;

    /// <summary>Lines before it that are records.</summary>
    public required long Parsed { get; init; }

    /// <summary>Lines before it that are none.</summary>
    public required long Malformed { get; init; }

    /// <summary>Lines before it with nothing to ship.</summary>
    public required long Skipped { get; init; }

    /// <summary>Of the records before it, those that the settings keep out.</summary>
    public long Filtered { get; init; }

    /// <summary>The request that left it, for those who look for its log.</summary>
    public required string RequestId { get; init; }

    /// <summary>The version of the program that left it.</summary>
    public required string Version { get; init; }

    /// <summary>The place in the text.</summary>
    [JsonIgnore]
    public ReadPlace Place => new(Offset, Parsed, Malformed, Skipped, Filtered);

    /// <summary>The checkpoint of an object that a run has left.</summary>
    public static Checkpoint Of(ObjectTally tally, RunIdentity run)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(run);
        var place = tally.Confirmed;
        return new Checkpoint
        {
            Bucket = tally.Identity!.Bucket,
            Key = tally.Identity.Key,
            ETag = tally.Identity.ETag,
            Compressed = tally.IsCompressed,
            Offset = place.Offset,
            Parsed = place.Parsed,
            Filtered = place.Filtered,
            Malformed = place.Malformed,
            Skipped = place.Skipped,
            RequestId = run.RequestId,
            Version = run.Version,
        };
    }

    /// <summary>The checkpoint's own key behind the prefix: a hash, so that it is valid and short whatever the object's name.</summary>
    internal static string KeyOf(string bucket, string key)
    {
        var name = SHA256.HashData(Encoding.UTF8.GetBytes($"{bucket}\0{key}"));
        return Convert.ToHexStringLower(name.AsSpan(0, 16)) + KeySuffix;
    }

    /// <summary>Whether it belongs to this object, has a possible place, and is not just something that parses.</summary>
    internal bool Fits(string bucket, string key) =>
        Bucket == bucket && Key == key && Math.Min(Math.Min(Parsed, Malformed), Math.Min(Skipped, Offset)) >= 0;
}

/// <summary>How checkpoints are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Checkpoint))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
