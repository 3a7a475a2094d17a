using System.Text;

namespace LogsProcessor.Core.Filtering;

/// <summary>What an <see cref="ExclusionRule"/> looks at.</summary>
public enum ExclusionSubject
{
    /// <summary>The path of the request's URL, percent-encoding untouched.</summary>
    Path,

    /// <summary>The client's user agent.</summary>
    Agent,
}

/// <summary>A rule for records that are not shipped: <c>path:/health*</c>, <c>agent:ELB-HealthChecker/2.0</c>. Case counts.</summary>
public sealed class ExclusionRule
{
    private readonly byte[] _text;
    private readonly bool _isPrefix;

    private ExclusionRule(ExclusionSubject subject, string text)
    {
        Subject = subject;
        _isPrefix = text.EndsWith('*');
        _text = Encoding.UTF8.GetBytes(_isPrefix ? text[..^1] : text);
    }

    /// <summary>What the rule looks at.</summary>
    public ExclusionSubject Subject { get; }

    /// <summary>
    /// The rule that <paramref name="text"/> spells, or null. A star stands at the end only, and behind something: a rule that would
    /// exclude everything is a mistake.
    /// </summary>
    public static ExclusionRule? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var wanted = text[(colon + 1)..].Trim();
        ExclusionSubject? subject = (colon < 0 ? "" : text[..colon].TrimEnd().ToLowerInvariant()) switch
        {
            "path" when wanted.StartsWith('/') && wanted != "/*" => ExclusionSubject.Path,
            "agent" when wanted.Length > 0 => ExclusionSubject.Agent,
            _ => null,
        };
        var star = wanted.IndexOf('*', StringComparison.Ordinal);
        return subject is null || star == 0 || (star > 0 && star < wanted.Length - 1)
            ? null
            : new ExclusionRule(subject.Value, wanted);
    }

    internal bool Matches(ReadOnlySpan<byte> text) => _isPrefix ? text.StartsWith(_text) : text.SequenceEqual(_text);
}
