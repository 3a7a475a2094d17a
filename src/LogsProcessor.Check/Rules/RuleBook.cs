namespace LogsProcessor.Check.Rules;

/// <summary>The rules of a schema, in order: first those that every file has to keep, then its columns'.</summary>
internal sealed class RuleBook
{
    private readonly List<Rule> _rules = [];

    internal RuleBook()
    {
        Content = Add("", "content", "UTF-8 text");
        Header = Add("", "header", "");
        Fields = Add("", "fields", "as many as the header has");
        UnclosedQuote = Add("", "unclosed-quote", "");
        TooLong = Add("", "too-long", "");
        Encoding = Add("", "encoding", "UTF-8");
    }

    /// <summary>All of them, each at the place of its id.</summary>
    internal IReadOnlyList<Rule> All => _rules;

    /// <summary>The file is text that can be read.</summary>
    internal Rule Content { get; }

    /// <summary>The header names the schema's columns.</summary>
    internal Rule Header { get; }

    /// <summary>A row has as many fields as the header.</summary>
    internal Rule Fields { get; }

    /// <summary>Every quote is closed.</summary>
    internal Rule UnclosedQuote { get; }

    /// <summary>No row is longer than is allowed.</summary>
    internal Rule TooLong { get; }

    /// <summary>A row is UTF-8.</summary>
    internal Rule Encoding { get; }

    /// <summary>Adds a rule.</summary>
    internal Rule Add(string column, string name, string expected)
    {
        var rule = new Rule(_rules.Count, column, name, expected);
        _rules.Add(rule);
        return rule;
    }
}
