namespace LogsProcessor.Core.Json;

/// <summary>The steps that write a document. One plan serves many objects; <see cref="For"/> makes it that of one.</summary>
internal sealed class DocumentPlan
{
    /// <summary>What stands behind a value, or ends an object.</summary>
    private const int MostEndBytes = sizeof(ulong);

    private readonly int _literalBytes;
    private readonly int _mostCopies;

    /// <summary>A plan.</summary>
    /// <param name="ops">The steps, in their order.</param>
    /// <param name="pieces">The pieces of fields that the steps copy.</param>
    /// <param name="mostCopies">So many times at most one byte of a line is copied.</param>
    internal DocumentPlan(DocumentOp[] ops, PiecePlan pieces, int mostCopies)
    {
        Ops = ops;
        Pieces = pieces;
        _mostCopies = mostCopies;
        _literalBytes = JsonLiteral.Width;
        foreach (ref readonly var op in ops.AsSpan())
        {
            _literalBytes += op.Literal.PaddedLength + MostEndBytes;
        }
    }

    /// <summary>The steps, in their order.</summary>
    internal DocumentOp[] Ops { get; }

    /// <summary>The pieces of fields that the steps copy.</summary>
    internal PiecePlan Pieces { get; }

    /// <summary>
    /// The most bytes that a document takes whose values are copied as they stand, each field of the line into as many members as it has;
    /// and what copies of fixed width write beyond its end.
    /// </summary>
    internal int RoomFor(int lineLength) => _literalBytes + (_mostCopies * lineLength);

    /// <summary>The plan for one object's documents: with its facts in the place of their marks.</summary>
    internal DocumentPlan For(ObjectFacts facts)
    {
        DocumentOp[] ops = [.. Ops];
        foreach (ref var op in ops.AsSpan())
        {
            if (ObjectFacts.IsMarked(op.Literal.Bytes))
            {
                op = op with { Literal = new JsonLiteral(facts.FillIn(op.Literal.Bytes)) };
            }
        }

        return new DocumentPlan(ops, Pieces, _mostCopies);
    }
}
