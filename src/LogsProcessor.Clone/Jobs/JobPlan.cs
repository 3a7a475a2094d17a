using System.Security.Cryptography;
using System.Text.Json;
using LogsProcessor.Clone.Keys;
using LogsProcessor.Clone.Planning;

namespace LogsProcessor.Clone.Jobs;

/// <summary>A plan as files: shards of JSON lines, then the seal. Of several planners of one job the first that seals has made the plan.</summary>
/// <param name="store">The job bucket.</param>
internal sealed class JobPlan(JobStore store)
{
    internal const int LinesInShard = 10_000;

    /// <summary>Writes a plan.</summary>
    /// <param name="request">The job.</param>
    /// <param name="began">When planning began.</param>
    /// <param name="found">Its segments, in any order.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The seal: of this plan, or of another planner's.</returns>
    /// <exception cref="JobException">The segments do not cover the prefix.</exception>
    internal async Task<PlanSeal> WriteAsync(
        CloneRequest request,
        DateTimeOffset began,
        IReadOnlyCollection<Segment> found,
        CancellationToken cancel
    )
    {
        var segments = InOrder(found);
        var plan = Guid.NewGuid().ToString("N")[..8];
        var shards = new List<PlanShard>();
        foreach (var lines in segments.Chunk(LinesInShard))
        {
            var key = JobKeys.ShardOf(request.Id, plan, shards.Count + 1);
            var content = LinesOf(lines);
            await store.TryPutAsync(key, content, cancel);
            shards.Add(new PlanShard(key, lines.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
        }

        var seal = new PlanSeal(
            request,
            began,
            segments.Count,
            segments.Sum(segment => segment.Objects ?? 0),
            segments.Sum(segment => segment.Bytes ?? 0),
            shards
        );
        await store.TryPutAsync(JobKeys.SealOf(request.Id), seal, JobJson.Default.PlanSeal, null, cancel);
        return (await FindSealAsync(request.Id, cancel))!;
    }

    /// <summary>The seal, or null while the plan is not whole.</summary>
    internal async Task<PlanSeal?> FindSealAsync(string id, CancellationToken cancel) =>
        (await store.FindAsync(JobKeys.SealOf(id), JobJson.Default.PlanSeal, cancel))?.Value;

    /// <summary>The segments of a shard.</summary>
    /// <exception cref="JobException">It is not what was sealed.</exception>
    internal async Task<IReadOnlyList<Segment>> ReadAsync(PlanShard shard, CancellationToken cancel)
    {
        var content = await store.ReadAsync(shard.Key, cancel);
        if (Convert.ToHexStringLower(SHA256.HashData(content.Span)) != shard.Sha256)
        {
            throw new JobException($"s3://{store.Bucket}/{shard.Key}: it is not what was sealed");
        }

        var segments = new List<Segment>(shard.Lines);
        foreach (var line in content.Span.Split((byte)'\n'))
        {
            if (content.Span[line] is { Length: > 0 } json)
            {
                segments.Add(JsonSerializer.Deserialize(json, JobJson.Default.Segment)!);
            }
        }

        return segments;
    }

    private static byte[] LinesOf(Segment[] segments)
    {
        using var lines = new MemoryStream();
        foreach (var segment in segments)
        {
            JsonSerializer.Serialize(lines, segment, JobJson.Default.Segment);
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    /// <summary>In the order of their keys, numbered. That each begins where the one before ends proves that no key is left out.</summary>
    private static List<Segment> InOrder(IReadOnlyCollection<Segment> found)
    {
        var ordered = found
            .Order(Comparer<Segment>.Create((first, second) => KeyOrder.Compare(first.After, second.After)))
            .Select((segment, index) => segment with { Number = index + 1 })
            .ToList();
        for (var index = 0; index < ordered.Count; index++)
        {
            var isRight =
                index + 1 < ordered.Count
                    ? ordered[index].IsFollowedBy(ordered[index + 1])
                    : ordered[index].Through is null;
            if (!isRight || ordered[0].After.Length > 0)
            {
                throw new JobException($"the plan has a gap behind '{ordered[index].Through}'; nothing was begun");
            }
        }

        return ordered;
    }
}
