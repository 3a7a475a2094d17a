using System.Text.Json.Serialization;
using LogsProcessor.Clone.Planning;
using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Clone.Jobs;

/// <summary>The end of a plan, written last: with it the plan is whole, and stays as it is.</summary>
/// <param name="Request">The request.</param>
/// <param name="Began">When planning began. What is put into the source later is not part of the job.</param>
/// <param name="Segments">How many segments there are.</param>
/// <param name="Objects">How many objects were counted.</param>
/// <param name="Bytes">How many bytes they have.</param>
/// <param name="Shards">The files that hold the segments, in order.</param>
internal sealed record PlanSeal(
    CloneRequest Request,
    DateTimeOffset Began,
    int Segments,
    long Objects,
    long Bytes,
    IReadOnlyList<PlanShard> Shards
);

/// <summary>A file of a plan: a segment a line.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Lines">How many segments it holds.</param>
/// <param name="Sha256">The hash of its bytes, in hexadecimal digits.</param>
internal sealed record PlanShard(string Key, int Lines, string Sha256);

/// <summary>What starts a copy function.</summary>
/// <param name="Request">The request of the job.</param>
/// <param name="Began">When planning began.</param>
/// <param name="Segment">The segment.</param>
internal sealed record SegmentRequest(CloneRequest Request, DateTimeOffset Began, Segment Segment);

/// <summary>What a copy function ends with.</summary>
/// <param name="Id">The job.</param>
/// <param name="Segment">The segment's number.</param>
/// <param name="IsCompleted">Whether all of the segment is in the destination.</param>
/// <param name="Counts">What became of its objects.</param>
/// <param name="Problems">Objects that are not as they should be, at most 100.</param>
internal sealed record SegmentResponse(
    string Id,
    int Segment,
    bool IsCompleted,
    CloneCounts Counts,
    IReadOnlyList<CloneProblem> Problems
);

/// <summary>The manifest that a job ends with.</summary>
/// <param name="Request">The request.</param>
/// <param name="Outcome"><c>completed</c> or <c>partial</c>.</param>
/// <param name="Segments">How many segments there were.</param>
/// <param name="Counts">What became of all objects.</param>
/// <param name="Began">When planning began.</param>
/// <param name="Ended">When the last segment was done.</param>
/// <param name="Responses">The keys of the responses of segments that are not completed, at most 100.</param>
internal sealed record CloneResponse(
    CloneRequest Request,
    string Outcome,
    int Segments,
    CloneCounts Counts,
    DateTimeOffset Began,
    DateTimeOffset Ended,
    IReadOnlyList<string> Responses
);

/// <summary>Who works on a segment, until when, and how far it is done.</summary>
/// <param name="Owner">Who.</param>
/// <param name="LeaseUntil">From then on another may take it over.</param>
/// <param name="Place">Up to this key all is done; empty for nothing.</param>
/// <param name="Counts">What became of it.</param>
internal sealed record Claim(string Owner, DateTimeOffset LeaseUntil, string Place, CloneCounts Counts);

/// <summary>How job files are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CloneRequest))]
[JsonSerializable(typeof(PlanSeal))]
[JsonSerializable(typeof(Segment))]
[JsonSerializable(typeof(SegmentRequest))]
[JsonSerializable(typeof(SegmentResponse))]
[JsonSerializable(typeof(CloneResponse))]
[JsonSerializable(typeof(Claim))]
internal sealed partial class JobJson : JsonSerializerContext;
