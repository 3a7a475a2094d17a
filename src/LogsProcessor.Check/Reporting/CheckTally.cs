using System.Text;
using LogsProcessor.Check.Rules;
using LogsProcessor.Check.Schemas;

namespace LogsProcessor.Check.Reporting;

/// <summary>
/// The counts of one file, and its first few errors of each kind. Counted from one thread; its counts may be read from another while it
/// goes on.
/// </summary>
/// <param name="name">The file's name, for people.</param>
/// <param name="schema">The schema it is checked by.</param>
public sealed class CheckTally(string name, CheckSchema schema)
{
    /// <summary>So many errors of a rule are kept.</summary>
    public const int MostSamples = 5;

    private const int MostValueBytes = 200;
    private const int MostValueCharacters = 100;

    private readonly long[] _counts = new long[schema.Rules.Count];
    private readonly long[] _unchecked = new long[schema.Rules.Count];
    private readonly List<ErrorSample>?[] _samples = new List<ErrorSample>?[schema.Rules.Count];

    /// <summary>The file's name.</summary>
    public string Name { get; } = name;

    /// <summary>The schema.</summary>
    public CheckSchema Schema { get; } = schema;

    /// <summary>Rows read: valid and invalid ones.</summary>
    public long Rows { get; internal set; }

    /// <summary>Rows that break a rule.</summary>
    public long Invalid { get; internal set; }

    /// <summary>Rows that break none.</summary>
    public long Valid => Rows - Invalid;

    /// <summary>Empty lines. They are no rows, and are left out of the output.</summary>
    public long EmptyLines { get; internal set; }

    /// <summary>Errors in all; a row can have several.</summary>
    public long Errors => _counts.Sum();

    /// <summary>Errors of the file as such: its content, its header.</summary>
    public long FileErrors { get; private set; }

    /// <summary>Bytes of the file that were read, compressed as they are.</summary>
    public long BytesRead { get; set; }

    /// <summary>Bytes of its text.</summary>
    public long BytesText { get; internal set; }

    /// <summary>Bytes of the annotated text, before they are compressed.</summary>
    public long BytesAnnotated { get; internal set; }

    /// <summary>Values that were not compared with all others, because the memory for values that have to be unique was used up.</summary>
    public long Unchecked => _unchecked.Sum();

    /// <summary>Whether the file was read to its end. Until then, nothing is proven.</summary>
    public bool IsWhole { get; internal set; }

    /// <summary>Whether every rule is proven to be kept, by the whole file.</summary>
    public bool IsValid => IsWhole && Invalid == 0 && FileErrors == 0 && Unchecked == 0;

    /// <summary>The rules that were broken, in the schema's order.</summary>
    public IReadOnlyList<BrokenRule> Broken =>
        [
            .. Schema
                .Rules.Where(rule => _counts[rule.Id] > 0)
                .Select(rule => new BrokenRule(rule, _counts[rule.Id], _samples[rule.Id]!)),
        ];

    /// <summary>The rules for whose values the memory did not do, and how many values that were.</summary>
    public IReadOnlyList<(Rule Rule, long Values)> UncheckedKeys =>
        [.. Schema.Rules.Where(rule => _unchecked[rule.Id] > 0).Select(rule => (rule, _unchecked[rule.Id]))];

    internal void AddError(Rule rule, ErrorPlace place, ReadOnlySpan<byte> value)
    {
        if (_counts[rule.Id]++ < MostSamples)
        {
            (_samples[rule.Id] ??= []).Add(new ErrorSample(place, Shorten(value)));
        }
    }

    internal void AddFileError(Rule rule, ErrorPlace place, ReadOnlySpan<byte> value)
    {
        FileErrors++;
        AddError(rule, place, value);
    }

    internal void AddUnchecked(Rule rule) => _unchecked[rule.Id]++;

    private static string Shorten(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, MostValueBytes)]);
        if (text.Length <= MostValueCharacters && value.Length <= MostValueBytes)
        {
            return text;
        }

        var length = Math.Min(text.Length, MostValueCharacters) - 1;
        length -= char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
        return $"{text.AsSpan(0, length)}…";
    }
}
