using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Json;

/// <summary>
/// The plans of a process's documents, one for each kind that came by: making one costs as much as writing hundreds of documents, and
/// most objects are small. Thread-safe.
/// </summary>
/// <param name="options">What documents look like.</param>
public sealed class DocumentPlans(DocumentOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ObjectShape, LogFormat, bool IsHttp, bool IsSampled), DocumentPlan> _ofRecords = [];
    private readonly Dictionary<(ObjectShape, LogFormat), DocumentPlan> _ofMalformed = [];

    /// <summary>What documents look like.</summary>
    public DocumentOptions Options => options;

    /// <summary>The plan for an object's records.</summary>
    /// <param name="facts">The object.</param>
    /// <param name="table">The records' format.</param>
    /// <param name="isHttp">Whether they are of HTTP requests.</param>
    /// <param name="isSampled">Whether they stand for others that are not shipped.</param>
    internal DocumentPlan OfRecord(ObjectFacts facts, FormatTable table, bool isHttp, bool isSampled)
    {
        var kind = (facts.Shape, table.Format, isHttp, isSampled);
        lock (_lock)
        {
            if (!_ofRecords.TryGetValue(kind, out var plan))
            {
                plan = DocumentPlanner.Plan(Members(facts).OfRecord(table, isHttp, isSampled));
                _ofRecords.Add(kind, plan);
            }

            return plan.For(facts);
        }
    }

    /// <summary>The plan for those of an object's lines that are no records.</summary>
    /// <param name="facts">The object.</param>
    /// <param name="table">The lines' format, if it is known.</param>
    internal DocumentPlan OfMalformed(ObjectFacts facts, FormatTable? table)
    {
        var kind = (facts.Shape, table?.Format ?? LogFormat.Unknown);
        lock (_lock)
        {
            if (!_ofMalformed.TryGetValue(kind, out var plan))
            {
                plan = DocumentPlanner.Plan(Members(facts).OfMalformed(table));
                _ofMalformed.Add(kind, plan);
            }

            return plan.For(facts);
        }
    }

    private DocumentMembers Members(ObjectFacts facts) => new(options, facts.Shape);
}
