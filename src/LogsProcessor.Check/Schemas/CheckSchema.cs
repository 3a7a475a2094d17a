using System.Security.Cryptography;
using LogsProcessor.Check.Rules;

namespace LogsProcessor.Check.Schemas;

/// <summary>Which columns a file has to have.</summary>
public enum FieldsMatch
{
    /// <summary>The schema's, in their order.</summary>
    Exact,

    /// <summary>The schema's, in any order.</summary>
    Equal,

    /// <summary>The schema's; others may be there, too.</summary>
    Subset,

    /// <summary>None but the schema's; not all have to be there.</summary>
    Superset,

    /// <summary>One of the schema's at least; others may be there, too.</summary>
    Partial,
}

/// <summary>A Frictionless Table Schema, ready to check by. Immutable, thread-safe.</summary>
public sealed class CheckSchema
{
    internal CheckSchema(IReadOnlyList<CheckColumn> columns, IReadOnlyList<UniqueKey> keys, RuleBook rules)
    {
        Columns = columns;
        Keys = keys;
        Book = rules;
    }

    /// <summary>Which columns a file has to have. Default: the schema's, in their order.</summary>
    public FieldsMatch FieldsMatch { get; internal init; }

    /// <summary>What stands between two fields. Default: a comma.</summary>
    public byte Delimiter { get; internal init; } = (byte)',';

    /// <summary>The SHA-256 of the schema's text, in hexadecimal digits: which schema it was.</summary>
    public string Digest { get; internal init; } = "";

    /// <summary>Everything that can be broken.</summary>
    public IReadOnlyList<Rule> Rules => Book.All;

    internal RuleBook Book { get; }

    internal IReadOnlyList<CheckColumn> Columns { get; }

    internal IReadOnlyList<UniqueKey> Keys { get; }

    /// <summary>Reads a schema: a Table Schema, or a Data Resource that holds one.</summary>
    /// <param name="json">The schema, UTF-8.</param>
    /// <exception cref="SchemaException">It is none, or asks for something that is not known; the message names every fault.</exception>
    public static CheckSchema Read(ReadOnlyMemory<byte> json) =>
        SchemaReader.Read(json, Convert.ToHexStringLower(SHA256.HashData(json.Span)));
}

/// <summary>A schema that cannot be used. The message names every fault: where it is, what stands there, what is allowed.</summary>
public sealed class SchemaException : Exception
{
    public SchemaException(string message)
        : base(message) { }

    public SchemaException(string message, Exception inner)
        : base(message, inner) { }
}
