using System.Text.Json.Serialization;
using LogsProcessor.Clone.Keys;

namespace LogsProcessor.Clone.Planning;

/// <summary>A piece of the work: a range of the source's keys. A plan's segments follow on one another without a gap.</summary>
/// <param name="Number">Its number in the plan, from 1.</param>
/// <param name="Prefix">What the keys begin with.</param>
/// <param name="After">The key before the first; empty for the prefix's first.</param>
/// <param name="Through">The last key; null for the prefix's last.</param>
/// <param name="Objects">How many objects there were when it was planned; null if nobody has counted.</param>
/// <param name="Bytes">How many bytes they had.</param>
internal sealed record Segment(int Number, string Prefix, string After, string? Through, long? Objects, long? Bytes)
{
    /// <summary>Its keys.</summary>
    [JsonIgnore]
    internal KeyRange Range => new(Prefix, After, Through);

    /// <summary>Whether another one begins where it ends.</summary>
    internal bool IsFollowedBy(Segment other) =>
        Prefix == other.Prefix && Through is not null && Through == other.After;

    /// <summary>It and the one that follows it as one.</summary>
    internal Segment JoinedWith(Segment next) =>
        this with
        {
            Through = next.Through,
            Objects = Objects + next.Objects,
            Bytes = Bytes + next.Bytes,
        };
}
