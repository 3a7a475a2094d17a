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
    internal DocumentPlan OfRecord(ObjectFacts facts, FormatTable table, bool isHttp, bool isSampled) =>
        PlanOf(
                _ofRecords,
                (facts.Shape, table.Format, isHttp, isSampled),
                facts.Shape,
                members => members.OfRecord(table, isHttp, isSampled)
            )
            .For(facts);

    /// <summary>The plan for those of an object's lines that are no records.</summary>
    /// <param name="facts">The object.</param>
    /// <param name="table">The lines' format, if it is known.</param>
    internal DocumentPlan OfMalformed(ObjectFacts facts, FormatTable? table) =>
        PlanOf(
                _ofMalformed,
                (facts.Shape, table?.Format ?? LogFormat.Unknown),
                facts.Shape,
                members => members.OfMalformed(table)
            )
            .For(facts);

    private DocumentPlan PlanOf<TKind>(
        Dictionary<TKind, DocumentPlan> known,
        TKind kind,
        ObjectShape shape,
        Func<DocumentMembers, IEnumerable<DocumentMember>> membersOf
    )
        where TKind : notnull
    {
        lock (_lock)
        {
            if (!known.TryGetValue(kind, out var plan))
            {
                plan = DocumentPlanner.Plan(membersOf(new DocumentMembers(options, shape)));
                known.Add(kind, plan);
            }

            return plan;
        }
    }
}
