using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Filtering;

/// <summary>What becomes of a record.</summary>
internal enum RecordFate
{
    /// <summary>It is shipped, and stands for itself.</summary>
    Shipped,

    /// <summary>It is shipped, and stands for as many as the sample rate says.</summary>
    Sampled,

    /// <summary>It is not shipped.</summary>
    Filtered,
}

/// <summary>
/// Decides which records of an object are shipped. Rules first, then the sample: of records with a status below 400, one of so many.
/// Records without a status, and lines that are no records, are always shipped.
/// </summary>
internal sealed class RecordFilter
{
    private readonly ExclusionRule[] _pathRules;
    private readonly ExclusionRule[] _agentRules;
    private readonly Sampler? _sampler;

    private RecordFilter(FilterOptions options, ObjectIdentity identity)
    {
        _pathRules = [.. options.Exclude.Where(rule => rule.Subject == ExclusionSubject.Path)];
        _agentRules = [.. options.Exclude.Where(rule => rule.Subject == ExclusionSubject.Agent)];
        _sampler = options.SampleOk > 1 ? new Sampler(options.SampleOk, identity) : null;
    }

    /// <summary>The filter for an object's records, or null if all of them are shipped.</summary>
    internal static RecordFilter? For(FilterOptions options, ObjectIdentity identity) =>
        options.Exclude.Count > 0 || options.SampleOk > 1 ? new RecordFilter(options, identity) : null;

    /// <summary>Decides on a record. The answer is the same each time for the same object and offset.</summary>
    internal RecordFate Decide(ReadOnlySpan<byte> line, LogRecord record, long offset)
    {
        if (IsExcluded(line, record))
        {
            return RecordFate.Filtered;
        }

        if (_sampler is null || !IsBelow400(line, record))
        {
            return RecordFate.Shipped;
        }

        return _sampler.Keeps(offset) ? RecordFate.Sampled : RecordFate.Filtered;
    }

    private bool IsExcluded(ReadOnlySpan<byte> line, LogRecord record)
    {
        var table = record.Table!;
        if (_pathRules.Length > 0 && record.Has(table.RequestField))
        {
            var url = record.Request.Url.Of(record.Value(line, table.RequestField));
            if (MatchesAny(_pathRules, record.SplitUrl(url).WithoutQuery(url).Of(url)))
            {
                return true;
            }
        }

        return _agentRules.Length > 0
            && record.Has(table.AgentField)
            && MatchesAny(_agentRules, record.Value(line, table.AgentField));
    }

    private static bool MatchesAny(ExclusionRule[] rules, ReadOnlySpan<byte> text)
    {
        foreach (var rule in rules)
        {
            if (rule.Matches(text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBelow400(ReadOnlySpan<byte> line, LogRecord record)
    {
        var field = record.Table!.StatusField;
        return record.Has(field) && DerivedWord.IsSuccess(record.Value(line, field));
    }
}
